package dev.baton.handoff.demo;

import dev.baton.events.AccountId;
import dev.baton.events.MemberStatus;
import dev.baton.events.Role;
import dev.baton.events.UserId;
import dev.baton.handoff.identity.Member;
import dev.baton.platform.security.Actor;
import java.util.List;

/** An account of {@code accounts.yaml}. */
record DemoAccount(String key, AccountId id, String name, List<Person> members) {
    DemoAccount {
        members = List.copyOf(members);
    }

    Person member(String key) {
        return members.stream()
                .filter(member -> member.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no member " + key + " in " + this.key));
    }

    Actor actor(String key) {
        Person person = member(key);
        return new Actor(person.id(), id, person.name(), person.role());
    }

    record Person(String key, UserId id, String email, String name, Role role, MemberStatus status,
            String timeZone) {
        Member of(AccountId account) {
            return new Member(account, id, email, name, role, status);
        }
    }
}
