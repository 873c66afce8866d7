package dev.baton.messaging.relay;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.baton.database.DatabaseRole;
import dev.baton.events.AccountId;
import dev.baton.events.BatonEvent;
import dev.baton.events.EventCodec;
import dev.baton.events.TimeOrderedUuid;
import dev.baton.messaging.Outbox;
import dev.baton.messaging.OutboxWriter;
import dev.baton.platform.tenancy.Tenant;
import dev.baton.platform.tenancy.TenantTransactionManager;
import dev.baton.testing.engines.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import liquibase.integration.spring.SpringLiquibase;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** An outbox on a database of its own, without a Spring context. */
final class OutboxFixture implements AutoCloseable {
    final TestDatabase database = TestDatabase.create("outbox");
    final HikariDataSource pool;
    final TransactionTemplate transaction;
    final JdbcClient jdbc;
    final Outbox outbox;
    volatile Runnable afterCommit = () -> {};

    OutboxFixture() {
        migrate();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setUsername(database.username(DatabaseRole.APP));
        config.setPassword(TestDatabase.password(DatabaseRole.APP));
        pool = new HikariDataSource(config);
        transaction = new TransactionTemplate(new TenantTransactionManager(pool));
        jdbc = JdbcClient.create(pool);
        Clock clock = Clock.systemUTC();
        outbox = new Outbox(new OutboxWriter(jdbc, new EventCodec(), new TimeOrderedUuid(clock, new Random()), clock),
                () -> null, () -> afterCommit.run());
    }

    private void migrate() {
        SpringLiquibase liquibase = new SpringLiquibase();
        liquibase.setDataSource(database.as(DatabaseRole.MIGRATOR));
        liquibase.setResourceLoader(new DefaultResourceLoader());
        liquibase.setChangeLog("classpath:db/changelog/db.changelog-master.yaml");
        liquibase.setChangeLogParameters(Arrays.stream(DatabaseRole.values())
                .collect(Collectors.toMap(role -> role.name().toLowerCase(Locale.ROOT), database::username)));
        try {
            liquibase.afterPropertiesSet();
        } catch (liquibase.exception.LiquibaseException e) {
            throw new IllegalStateException(e);
        }
    }

    DataSource relayLogin() {
        return database.as(DatabaseRole.RELAY);
    }

    void append(AccountId account, BatonEvent... events) {
        append(account, List.of(events), false);
    }

    void append(AccountId account, List<? extends BatonEvent> events, boolean rollBack) {
        Tenant.run(account, () -> transaction.executeWithoutResult(status -> {
            events.forEach(event -> outbox.append(account, event));
            if (rollBack) {
                status.setRollbackOnly();
            }
        }));
    }

    /** Rows that are not published yet, as the superuser sees them. */
    long waiting() {
        return JdbcClient.create(asSuperuser()).sql("SELECT count(*) FROM outbox").query(Long.class).single();
    }

    /** A statement that no service could make. */
    void execute(String sql, Object... parameters) {
        try (Connection connection = database.openAsSuperuser();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private DataSource asSuperuser() {
        return new org.springframework.jdbc.datasource.AbstractDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                return database.openAsSuperuser();
            }

            @Override
            public Connection getConnection(String user, String password) throws SQLException {
                return getConnection();
            }
        };
    }

    @Override
    public void close() {
        pool.close();
    }
}
