package dev.baton.handoff.identity.web;

import dev.baton.events.AccountId;
import dev.baton.events.Role;
import dev.baton.events.UserId;
import dev.baton.handoff.identity.Member;
import dev.baton.handoff.identity.Members;
import dev.baton.handoff.identity.membership.Memberships;
import dev.baton.platform.problem.NotFound;
import dev.baton.platform.security.Actor;
import dev.baton.platform.security.ViewerOrHigher;
import dev.baton.platform.web.Page;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@ViewerOrHigher
class DirectoryController {
    private final Members members;
    private final Memberships memberships;

    DirectoryController(Members members, Memberships memberships) {
        this.members = members;
        this.memberships = memberships;
    }

    @GetMapping("/me")
    Me me(Actor actor) {
        Member member = members.find(actor.id()).orElseThrow(NotFound::new);
        return new Me(member.id(), member.accountId(), members.accountName(), member.name(), member.email(),
                member.role());
    }

    @GetMapping("/members")
    Page<?> members(Actor actor) {
        return actor.mayActAs(Role.ADMIN) ? Page.only(memberships.all()) : colleagues();
    }

    private Page<Colleague> colleagues() {
        return Page.only(members.active().stream().map(m -> new Colleague(m.id(), m.name(), m.role())).toList());
    }

    record Me(UserId id, AccountId accountId, String accountName, String name, String email, Role role) {}

    record Colleague(UserId id, String name, Role role) {}
}
