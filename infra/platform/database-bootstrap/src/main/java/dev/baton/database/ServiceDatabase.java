package dev.baton.database;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One service's database and the roles it needs.
 *
 * @param name also the prefix of its roles; lower-case letters, digits and underscores, at most 48 characters so that
 * the longest role still fits into PostgreSQL's 63
 */
public record ServiceDatabase(String name, Set<DatabaseRole> roles) {
    // First, because the constants below are checked by it.
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,47}");

    public static final ServiceDatabase HANDOFF = new ServiceDatabase("handoff", EnumSet.allOf(DatabaseRole.class));
    public static final ServiceDatabase NOTIFICATION = new ServiceDatabase("notification",
            EnumSet.of(DatabaseRole.MIGRATOR, DatabaseRole.APP, DatabaseRole.WORKER));
    public static final ServiceDatabase ANALYTICS = new ServiceDatabase("analytics",
            EnumSet.of(DatabaseRole.MIGRATOR, DatabaseRole.APP, DatabaseRole.WORKER));

    public ServiceDatabase {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a database name: " + name);
        }
        if (!roles.containsAll(List.of(DatabaseRole.MIGRATOR, DatabaseRole.APP))) {
            throw new IllegalArgumentException(name + " needs the roles MIGRATOR and APP");
        }
        roles = Set.copyOf(roles);
    }

    /** Every database of the platform. */
    public static List<ServiceDatabase> all() {
        return List.of(HANDOFF, NOTIFICATION, ANALYTICS);
    }
}
