package dev.baton.handoff.identity.web;

import dev.baton.events.UserId;
import dev.baton.handoff.identity.invitation.Invitations;
import dev.baton.handoff.identity.invitation.Invited;
import dev.baton.platform.security.Actor;
import dev.baton.platform.security.AdminOrHigher;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/members/{id}/invitation")
@AdminOrHigher
@ConditionalOnProperty(name = "baton.identity.built-in", matchIfMissing = true)
class InvitationController {
    private final Invitations invitations;

    InvitationController(Invitations invitations) {
        this.invitations = invitations;
    }

    @PostMapping
    Invited renew(Actor actor, @PathVariable UserId id) {
        return invitations.renew(actor, id);
    }
}
