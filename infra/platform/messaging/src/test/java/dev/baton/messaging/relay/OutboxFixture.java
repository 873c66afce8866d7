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
import dev.baton.platform.tenancy.RowSecurityTransactions;
import dev.baton.platform.tenancy.Tenant;
import dev.baton.testing.engines.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.SpringLiquibase;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** An outbox on a database of its own, without a Spring context. */
final class OutboxFixture implements AutoCloseable {
    final TestDatabase database = TestDatabase.create("outbox");
    final HikariDataSource pool;
    final TransactionTemplate transaction;
    final JdbcClient jdbc;
    final Outbox outbox;
    volatile Runnable afterCommit = () -> {};
    volatile @Nullable String traceparent;

    OutboxFixture() {
        migrate();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setUsername(database.username(DatabaseRole.APP));
        config.setPassword(TestDatabase.password(DatabaseRole.APP));
        pool = new HikariDataSource(config);
        transaction = new TransactionTemplate(new RowSecurityTransactions(pool));
        jdbc = JdbcClient.create(pool);
        Clock clock = Clock.systemUTC();
        outbox = new Outbox(new OutboxWriter(jdbc, new EventCodec(), new TimeOrderedUuid(clock, new Random()), clock),
                () -> traceparent, () -> afterCommit.run());
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
        } catch (LiquibaseException e) {
            throw new IllegalStateException(e);
        }
    }

    DataSource relayLogin() {
        return database.as(DatabaseRole.RELAY);
    }

    String relayUser() {
        return database.username(DatabaseRole.RELAY);
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

    /** Rows that are not published yet. */
    long waiting() {
        return query("SELECT count(*) FROM outbox", Long.class);
    }

    /** A statement that no service could make. */
    void execute(String sql, Object... parameters) {
        inSuperuserSession(jdbc -> jdbc.sql(sql).params(parameters).update());
    }

    /** One value, past row-level security. */
    <T> T query(String sql, Class<T> type, Object... parameters) {
        return inSuperuserSession(jdbc -> jdbc.sql(sql).params(parameters).query(type).single());
    }

    private <T> T inSuperuserSession(Function<JdbcClient, T> work) {
        try (Connection connection = database.openAsSuperuser()) {
            return work.apply(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
