package dev.baton.benchmarks.relay;

import dev.baton.events.AccountId;
import dev.baton.events.Topics;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * An outbox that nobody emptied for a while.
 *
 * @param accounts which take turns
 * @param bodyBytes of each event
 */
record PiledUp(int accounts, int bodyBytes) {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String BODY = "{\"filling\":\"%s\"}";

    /**
     * Writes into the outbox.
     *
     * @param connection of a superuser: the rows of all accounts are written at once
     */
    void fill(Connection connection, int rows) throws SQLException {
        String[] ids = Stream.generate(UUID::randomUUID)
                .limit(accounts)
                .map(id -> new AccountId(id).toString())
                .toArray(String[]::new);
        JdbcClient.create(new SingleConnectionDataSource(connection, true))
                .sql("""
                        INSERT INTO outbox (account_id, topic, record_key, epoch, sequence, event_id, event_type, body,
                            created_at)
                        SELECT account::uuid, :topic, account, 1, n / :accounts + 1, gen_random_uuid(),
                            'handoff_created', convert_to(:body, 'UTF8'), now()
                        FROM (SELECT n, (:ids::text[])[n % :accounts + 1] AS account
                            FROM generate_series(0, :rows - 1) n) events
                        ORDER BY n
                        """)
                .param("topic", Topics.HANDOFF_EVENTS)
                .param("accounts", accounts)
                .param("body", BODY.formatted("x".repeat(bodyBytes - BODY.formatted("").length())))
                .param("ids", ids)
                .param("rows", rows)
                .update();
        try (Statement statement = connection.createStatement()) {
            // What autovacuum and the checkpointer would have done during a long outage.
            statement.execute("VACUUM ANALYZE outbox");
            statement.execute("CHECKPOINT");
        }
    }

    /**
     * Waits until the outbox is empty.
     *
     * @throws IllegalStateException when rows still wait after five minutes
     */
    static void awaitEmpty(Connection connection) throws SQLException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (Statement statement = connection.createStatement()) {
            while (isWaiting(statement)) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("the outbox is not empty after " + PATIENCE);
                }
                // The server waits, so that asking takes nothing from what is measured.
                statement.execute("SELECT pg_sleep(0.01)");
            }
        }
    }

    // The newest row goes last, and is found by the primary key while it is there; the oldest would be looked for among all
    // rows that are gone.
    private static boolean isWaiting(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT max(id) IS NOT NULL FROM outbox")) {
            return row.next() && row.getBoolean(1);
        }
    }
}
