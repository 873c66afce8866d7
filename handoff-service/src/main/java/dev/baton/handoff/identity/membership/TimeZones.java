package dev.baton.handoff.identity.membership;

import dev.baton.platform.problem.InvalidRequest;
import java.time.ZoneId;
import java.util.Set;

/** The zone ids that people may have. */
public final class TimeZones {
    private static final Set<String> IANA = Set.copyOf(ZoneId.getAvailableZoneIds());

    private TimeZones() {}

    /**
     * The same id.
     *
     * @throws InvalidRequest 400, for one that IANA does not list, as a bare offset
     */
    public static String known(String id) {
        if (!IANA.contains(id)) {
            throw new InvalidRequest("time_zone", "is not an IANA time zone");
        }
        return id;
    }
}
