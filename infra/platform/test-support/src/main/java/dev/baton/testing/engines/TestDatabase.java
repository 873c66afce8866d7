package dev.baton.testing.engines;

import dev.baton.database.DatabaseBootstrap;
import dev.baton.database.DatabaseRole;
import dev.baton.database.ServiceDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * An empty database that nobody else uses, with the roles of production. It is made as production makes it, so a right
 * that is missing there is missing here.
 *
 * @param name a new one for each call of {@link #create}, as {@code handoff_3}; it prefixes the roles
 */
public record TestDatabase(String name) {
    private static final AtomicInteger COUNTER = new AtomicInteger();

    /**
     * Makes one.
     *
     * @param service names the database for whoever reads a log, as {@code handoff}
     */
    public static TestDatabase create(String service) {
        String name = service + "_" + COUNTER.incrementAndGet();
        Map<DatabaseRole, String> passwords = Arrays.stream(DatabaseRole.values())
                .collect(Collectors.toMap(Function.identity(), TestDatabase::password));
        try {
            new DatabaseBootstrap(TestEngines::openAsSuperuser)
                    .prepare(new ServiceDatabase(name, EnumSet.allOf(DatabaseRole.class)), passwords);
        } catch (SQLException e) {
            throw new IllegalStateException("database " + name + " could not be made", e);
        }
        return new TestDatabase(name);
    }

    public String url() {
        return TestEngines.jdbcUrl(name);
    }

    public String username(DatabaseRole role) {
        return role.nameIn(name);
    }

    public static String password(DatabaseRole role) {
        return "test-" + role;
    }

    /** Unpooled connections of one role. */
    public DataSource as(DatabaseRole role) {
        return new DriverManagerDataSource(url(), username(role), password(role));
    }

    /** A connection that sees all rows, for what a test asserts. */
    public Connection openAsSuperuser() throws SQLException {
        return TestEngines.openAsSuperuser(name);
    }

    /** The settings by which a service finds this database. */
    public Map<String, String> properties() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("spring.datasource.url", url());
        settings.put("spring.datasource.username", username(DatabaseRole.APP));
        settings.put("spring.datasource.password", password(DatabaseRole.APP));
        settings.put("spring.liquibase.user", username(DatabaseRole.MIGRATOR));
        settings.put("spring.liquibase.password", password(DatabaseRole.MIGRATOR));
        settings.put("baton.database.relay.username", username(DatabaseRole.RELAY));
        settings.put("baton.database.relay.password", password(DatabaseRole.RELAY));
        settings.put("baton.database.worker.username", username(DatabaseRole.WORKER));
        settings.put("baton.database.worker.password", password(DatabaseRole.WORKER));
        for (DatabaseRole role : DatabaseRole.values()) {
            settings.put("spring.liquibase.parameters." + role.name().toLowerCase(Locale.ROOT), username(role));
        }
        return settings;
    }
}
