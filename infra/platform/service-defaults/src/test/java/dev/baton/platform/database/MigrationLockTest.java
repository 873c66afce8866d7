package dev.baton.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;

import dev.baton.database.DatabaseRole;
import dev.baton.testing.engines.TestDatabase;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import liquibase.integration.spring.SpringLiquibase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class MigrationLockTest {
    private static final String OURS = " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";

    private TestDatabase database;

    @BeforeEach
    void create() {
        database = TestDatabase.create("migrations");
    }

    @Test
    void aReplicaWaitsWhileAnotherMigrates() throws Exception {
        try (ExecutorService replica = Executors.newVirtualThreadPerTaskExecutor();
                Connection other = database.as(DatabaseRole.MIGRATOR).getConnection()) {
            execute(other, "SELECT pg_advisory_lock(" + MigrationLock.KEY + ")");

            Future<Throwable> waiting = replica.submit(this::start);
            await().until(
                    () -> count("FROM pg_stat_activity WHERE query LIKE 'SELECT pg_try_advisory_lock%' AND datname = "
                            + "current_database()") > 0);
            assertThat(waiting).isNotDone();
            assertThat(isMigrated()).isFalse();

            execute(other, "SELECT pg_advisory_unlock(" + MigrationLock.KEY + ")");
            assertThat(waiting.get()).isNull();
            assertThat(isMigrated()).isTrue();
        }
    }

    @Test
    void aReplicaThatWasKilledWhileItMigratedLocksNobodyOut() throws Exception {
        assertThat(start()).isNull();
        try (Connection migrator = database.as(DatabaseRole.MIGRATOR).getConnection()) {
            execute(migrator,
                    "UPDATE databasechangeloglock SET locked = true, lockgranted = now(), lockedby = 'killed'");
            execute(migrator, "DELETE FROM databasechangelog; DROP TABLE migrated");
        }

        assertThat(start()).isNull();

        assertThat(isMigrated()).isTrue();
    }

    @Test
    void replicasThatMeetAnEmptyDatabaseMigrateOnceAndGiveTheLockBack() throws Exception {
        List<Future<Throwable>> starts;
        try (ExecutorService replicas = Executors.newFixedThreadPool(4)) {
            starts = replicas.invokeAll(Collections.nCopies(4, (Callable<Throwable>) this::start));
        }

        for (Future<Throwable> start : starts) {
            assertThat(start.get()).isNull();
        }
        assertThat(count("FROM databasechangelog")).isEqualTo(1);
        await().untilAsserted(
                () -> assertThat(count("FROM pg_locks WHERE locktype = 'advisory'" + OURS)).isZero());
    }

    @Test
    void aServerThatIsTooOldIsRefusedBeforeItIsMigrated() throws Exception {
        try (Connection connection = database.as(DatabaseRole.MIGRATOR).getConnection()) {
            DatabaseMetaData old = mock(DatabaseMetaData.class, delegatesTo(connection.getMetaData()));
            doReturn(17).when(old).getDatabaseMajorVersion();
            doReturn("17.6").when(old).getDatabaseProductVersion();
            Connection toOld = mock(Connection.class, delegatesTo(connection));
            doReturn(old).when(toOld).getMetaData();
            DataSource server = mock(DataSource.class);
            doReturn(toOld).when(server).getConnection();

            assertThat(startOn(server))
                    .hasMessageContaining("PostgreSQL 18 or newer is needed, and this server is 17.6");
        }

        assertThat(isMigrated()).isFalse();
    }

    private Throwable start() {
        return startOn(database.as(DatabaseRole.MIGRATOR));
    }

    /** A replica up to its migration; gives why it did not start, if so. */
    private Throwable startOn(DataSource server) {
        Throwable[] failure = new Throwable[1];
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(MigrationLockAutoConfiguration.class))
                .withBean(SpringLiquibase.class, () -> liquibase(server))
                .run(context -> failure[0] = context.getStartupFailure());
        return failure[0];
    }

    private static SpringLiquibase liquibase(DataSource server) {
        SpringLiquibase liquibase = new SpringLiquibase();
        liquibase.setDataSource(server);
        liquibase.setChangeLog("classpath:migration-lock/changelog.sql");
        return liquibase;
    }

    private boolean isMigrated() throws SQLException {
        return count("FROM pg_tables WHERE tablename = 'migrated'") == 1;
    }

    private long count(String from) throws SQLException {
        try (Connection superuser = database.openAsSuperuser();
                Statement statement = superuser.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) " + from)) {
            count.next();
            return count.getLong(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
