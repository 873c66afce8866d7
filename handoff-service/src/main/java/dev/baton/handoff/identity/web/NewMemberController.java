package dev.baton.handoff.identity.web;

import dev.baton.handoff.idempotency.IdempotentRequests;
import dev.baton.handoff.identity.invitation.Invited;
import dev.baton.handoff.identity.invitation.NewMember;
import dev.baton.handoff.identity.invitation.NewMembers;
import dev.baton.platform.security.Actor;
import dev.baton.platform.security.AdminOrHigher;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/members")
@AdminOrHigher
class NewMemberController {
    private final NewMembers members;
    private final IdempotentRequests idempotent;

    NewMemberController(NewMembers members, IdempotentRequests idempotent) {
        this.members = members;
        this.idempotent = idempotent;
    }

    @PostMapping
    ResponseEntity<String> add(Actor actor,
            @RequestHeader(name = IdempotentRequests.HEADER, required = false) @Nullable String key,
            @RequestBody @Valid InviteMember body) {
        NewMember person = body.person();
        return idempotent.create(actor, "members", key, body, () -> members.add(actor, person),
                Invited::withoutToken);
    }
}
