package dev.baton.handoff.identity.web;

import dev.baton.events.UserId;
import dev.baton.handoff.idempotency.IdempotentRequests;
import dev.baton.handoff.identity.invitation.Invitations;
import dev.baton.handoff.identity.invitation.Invited;
import dev.baton.handoff.identity.invitation.NewMember;
import dev.baton.platform.security.Actor;
import dev.baton.platform.security.AdminOrHigher;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/members")
@AdminOrHigher
@ConditionalOnProperty(name = "baton.identity.built-in", matchIfMissing = true)
class InvitationController {
    private final Invitations invitations;
    private final IdempotentRequests idempotent;

    InvitationController(Invitations invitations, IdempotentRequests idempotent) {
        this.invitations = invitations;
        this.idempotent = idempotent;
    }

    @PostMapping
    ResponseEntity<String> invite(Actor actor,
            @RequestHeader(name = IdempotentRequests.HEADER, required = false) @Nullable String key,
            @RequestBody @Valid InviteMember body) {
        NewMember wanted = body.invited();
        return idempotent.create(actor, "members", key, body, () -> invitations.invite(actor, wanted),
                Invited::withoutToken);
    }

    @PostMapping("/{id}/invitation")
    Invited renew(Actor actor, @PathVariable UserId id) {
        return invitations.renew(actor, id);
    }
}
