package dev.baton.handoff.identity.invitation;

import dev.baton.events.Role;
import dev.baton.events.UserId;
import dev.baton.handoff.identity.membership.TimeZones;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Somebody to be invited or added.
 *
 * @param email kept in lower case
 * @param timeZone an IANA zone id; another is refused with 400
 * @param subject what the tokens of an OIDC issuer call them; it becomes their id, because every service takes that from
 *     the token and asks nobody
 */
public record NewMember(String name, String email, Role role, String timeZone, @Nullable UserId subject) {
    public NewMember {
        email = email.toLowerCase(Locale.ROOT);
        timeZone = TimeZones.known(timeZone);
    }
}
