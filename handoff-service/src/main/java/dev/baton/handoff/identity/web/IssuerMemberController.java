package dev.baton.handoff.identity.web;

import dev.baton.events.UserId;
import dev.baton.handoff.idempotency.IdempotentRequests;
import dev.baton.handoff.identity.invitation.IssuerMembers;
import dev.baton.handoff.identity.invitation.NewMember;
import dev.baton.platform.security.Actor;
import dev.baton.platform.security.AdminOrHigher;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where an OIDC issuer signs people in, in the place of {@link InvitationController}. */
@RestController
@RequestMapping("/api/v1/members")
@AdminOrHigher
@ConditionalOnProperty(name = "baton.identity.built-in", havingValue = "false")
class IssuerMemberController {
    private final IssuerMembers members;
    private final IdempotentRequests idempotent;

    IssuerMemberController(IssuerMembers members, IdempotentRequests idempotent) {
        this.members = members;
        this.idempotent = idempotent;
    }

    @PostMapping
    ResponseEntity<String> add(Actor actor,
            @RequestHeader(name = IdempotentRequests.HEADER, required = false) @Nullable String key,
            @RequestBody @Valid InviteMember body) {
        UserId subject = body.requiredSubject();
        NewMember person = body.person();
        return idempotent.create(actor, "members", key, body, () -> members.add(actor, subject, person));
    }
}
