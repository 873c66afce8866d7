package dev.baton.handoff.identity.invitation;

import dev.baton.events.Role;
import dev.baton.handoff.identity.membership.TimeZones;
import java.util.Locale;

/**
 * Somebody to be invited or added.
 *
 * @param email kept in lower case
 * @param timeZone an IANA zone id; another is refused with 400
 */
public record NewMember(String name, String email, Role role, String timeZone) {
    public NewMember {
        email = email.toLowerCase(Locale.ROOT);
        timeZone = TimeZones.known(timeZone);
    }
}
