package dev.baton.messaging.inbox;

import static dev.baton.messaging.SampleEvents.anAccount;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.events.AccountId;
import dev.baton.testing.engines.TestDatabase;
import dev.baton.testing.engines.TestEngines;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A database that is away is waited for; no event becomes a dead letter for that (design §5). */
class DatabaseOutageTest extends ConsumingTest {
    @Autowired
    TestDatabase database;

    @AfterEach
    void back() throws SQLException {
        asSuperuser("ALTER DATABASE " + database.name() + " ALLOW_CONNECTIONS true");
    }

    @Test
    void whatComesDuringAnOutageTakesEffectOnceAfterIt() throws SQLException {
        AccountId account = anAccount();
        topic.publish(account, 1);
        awaitEffects(account, 1);
        double letters = counted("baton.inbox.records", "outcome", "dead_lettered");

        cutConnections();
        topic.publish(account, 2, 3);
        // More often than a handler that fails would be asked.
        await().atMost(ofSeconds(30)).until(() -> retries() > 4);
        back();
        await().atMost(ofSeconds(30)).ignoreExceptions().until(() -> !sequences(account).isEmpty());

        awaitEffects(account, 1, 2, 3);
        assertThat(holes(account)).isEmpty();
        assertThat(counted("baton.inbox.records", "outcome", "dead_lettered")).isEqualTo(letters);
    }

    @Test
    void aConnectionThatDiesUnderAnEffectIsNoFaultOfTheEvent() {
        AccountId account = anAccount();
        effects.obstruct(account, event -> {
            effects.clear(account);
            jdbc.sql("SELECT pg_terminate_backend(pg_backend_pid())").query().listOfRows();
        });

        topic.publish(account, 1, 2);

        awaitEffects(account, 1, 2);
        assertThat(holes(account)).isEmpty();
    }

    private double retries() {
        return meters.find("baton.inbox.retries")
                .tag("reason", "outage")
                .counters()
                .stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private void cutConnections() throws SQLException {
        asSuperuser("ALTER DATABASE " + database.name() + " ALLOW_CONNECTIONS false");
        asSuperuser("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database.name()
                + "' AND pid <> pg_backend_pid()");
    }

    private static void asSuperuser(String sql) throws SQLException {
        try (Connection connection = TestEngines.openAsSuperuser("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
