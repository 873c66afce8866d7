package dev.baton.handoff.identity.membership;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.baton.events.Role;
import dev.baton.platform.problem.InvalidRequest;
import org.jspecify.annotations.Nullable;

/** What shall be different about a person; null leaves it as it is. Nothing, or an unknown time zone, is refused. */
public record MemberPatch(@Nullable String name, @Nullable Role role, @Nullable Access status,
        @Nullable String timeZone) {
    /** Whether they may sign in. */
    public enum Access {
        @JsonProperty("active") ACTIVE,
        @JsonProperty("deactivated") DEACTIVATED
    }

    public MemberPatch {
        if (name == null && role == null && status == null && timeZone == null) {
            throw new InvalidRequest("", "at least one of name, role, status, time_zone is required");
        }
        if (timeZone != null) {
            timeZone = TimeZones.known(timeZone);
        }
    }

    boolean changesRole(Membership of) {
        return role != null && role != of.role();
    }

    boolean activates(Membership of) {
        return status == Access.ACTIVE && of.status() != Membership.Status.ACTIVE;
    }

    boolean deactivates(Membership of) {
        return status == Access.DEACTIVATED && of.status() != Membership.Status.DEACTIVATED;
    }

    boolean makesOwner() {
        return role == Role.OWNER;
    }

    boolean demotes(Membership of) {
        return role != null && role.compareTo(of.role()) < 0;
    }

    boolean renames(Membership of) {
        return name != null && !name.equals(of.name());
    }

    boolean movesTimeZone(Membership of) {
        return timeZone != null && !timeZone.equals(of.timeZone());
    }
}
