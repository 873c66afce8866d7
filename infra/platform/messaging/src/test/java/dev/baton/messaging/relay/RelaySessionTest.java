package dev.baton.messaging.relay;

import static dev.baton.messaging.SampleEvents.aHandoff;
import static dev.baton.messaging.SampleEvents.anAccount;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.events.AccountId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class RelaySessionTest {
    // The driver lets the server keep a statement from its fifth execution on, which plans it anew five times and then
    // compares.
    private static final int ROUNDS = 20;

    /** How the server planned a statement that it keeps. */
    private record Kept(int plannedAnew, int plannedBefore) {}

    @Test
    void theServerKeepsWhatEveryRoundAsksAndItsPlan() throws SQLException {
        AccountId account = anAccount();
        try (OutboxFixture outbox = new OutboxFixture();
                Connection connection = outbox.relayLogin().getConnection();
                RelaySession session = RelaySession.open(new SingleConnectionDataSource(connection, true))) {
            for (int round = 0; round < ROUNDS; round++) {
                outbox.append(account, aHandoff());
                session.lock();
                assertThat(session.take(500, 1_000_000)).hasSize(1);
                session.commit();
            }

            List<Kept> kept = JdbcClient.create(new SingleConnectionDataSource(connection, true))
                    .sql("""
                            SELECT custom_plans, generic_plans FROM pg_prepared_statements WHERE statement LIKE '%DELETE FROM outbox %'
                            """)
                    .query((row, _) -> new Kept(row.getInt("custom_plans"), row.getInt("generic_plans")))
                    .list();
            assertThat(kept).hasSize(1);
            assertThat(kept.getFirst().plannedAnew()).isLessThan(kept.getFirst().plannedBefore());
        }
    }
}
