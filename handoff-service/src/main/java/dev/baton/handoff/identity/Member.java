package dev.baton.handoff.identity;

import dev.baton.events.AccountId;
import dev.baton.events.MemberStatus;
import dev.baton.events.Role;
import dev.baton.events.UserId;

/** A person of an account. */
public record Member(AccountId accountId, UserId id, String email, String name, Role role, MemberStatus status) {
    /** Only active people above a viewer take handoffs: they are told about one and may be its target (H4, N1). */
    public boolean takesHandoffs() {
        return status == MemberStatus.ACTIVE && role.compareTo(Role.ENGINEER) >= 0;
    }
}
