package dev.baton.handoff.identity.membership;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.baton.events.Role;
import dev.baton.events.UserId;

/**
 * A person as admins see them.
 *
 * @param timeZone an IANA zone id
 */
public record Membership(UserId id, String name, String email, Role role, Status status, String timeZone) {
    /** More than the directory topic tells, which does not know who was only invited. */
    public enum Status {
        @JsonProperty("active") ACTIVE,
        @JsonProperty("invited") INVITED,
        @JsonProperty("deactivated") DEACTIVATED
    }

    /** Whether the account has one owner less when they go. */
    boolean isActiveOwner() {
        return role == Role.OWNER && status == Status.ACTIVE;
    }
}
