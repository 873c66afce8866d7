package dev.baton.messaging.relay;

import dev.baton.events.Topics;
import dev.baton.messaging.EventStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The relay's statements on its one connection. Every transaction begins with {@link #lock}. */
final class RelaySession implements AutoCloseable {
    // Any constant; one relay at a time in each database.
    private static final long LOCK = 0x6f7574626f78L;
    private static final int LONGEST_SILENCE_MILLIS = 30_000;
    // What came after a parked person waits with it: consumers that need people would wait for it on their own thread, and
    // with them every account of their partition.
    private static final String IS_HELD = """
            EXISTS (SELECT FROM outbox_parked p WHERE p.account_id = o.account_id
                AND p.topic IN (o.topic, :directory) AND p.outbox_id <= o.id)
            """;

    private final Connection connection;
    private final JdbcClient jdbc;

    private RelaySession(Connection connection) {
        this.connection = connection;
        this.jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    static RelaySession open(DataSource relay) throws SQLException {
        Connection connection = relay.getConnection();
        // For the session, before its first transaction: in each they would be two statements more of every round. A
        // commit that a crash of the server loses sends the rows again; waiting for the disk gains nothing. A relay
        // that is paused in the middle of a round loses its transaction and with it the lock.
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET synchronous_commit = off; SET idle_in_transaction_session_timeout = '8s'");
        }
        connection.setAutoCommit(false);
        // A server that vanished is noticed; a relay that hangs keeps its lock, and this one waiting, for 8 s.
        connection.setNetworkTimeout(Runnable::run, LONGEST_SILENCE_MILLIS);
        return new RelaySession(connection);
    }

    /**
     * What the outbox holds.
     *
     * @param waiting events that the relay may take
     * @param held events of parked streams, and what waits with them
     * @param parked streams
     * @param oldest of those that the relay may take; null when there are none
     */
    record Backlog(long waiting, long held, long parked, @Nullable Instant oldest) {}

    /**
     * Begins a transaction as the only relay. The lock is a statement of its own, so that the next one gets a snapshot
     * taken after the last relay's commit: with an older one it would send its rows again, after later ones.
     */
    void lock() throws SQLException {
        // Prepared: the server parses it once.
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_advisory_xact_lock(" + LOCK + ")")) {
            statement.execute();
        }
    }

    /** Removes the oldest events of all streams that are not parked; they are gone with the commit only. */
    List<OutboxRecord> take(int count, long maxBytes) {
        // ARRAY makes the ids a constant of the DELETE, found once, by the primary key. No SKIP LOCKED: it would step over
        // an event that is being committed and take a later one of the same account. The count, one of three, stands in
        // the text: with a parameter the server would expect a tenth of the table, and so plan each round anew.
        return jdbc.sql("""
                DELETE FROM outbox WHERE id = ANY (ARRAY(
                    SELECT id FROM (
                        SELECT id, sum(bytes) OVER (ORDER BY id) AS total FROM (
                            SELECT o.id, octet_length(o.body) AS bytes FROM outbox o
                            WHERE NOT %s
                            ORDER BY o.id LIMIT %d) oldest) running
                    WHERE total <= :maxBytes))
                RETURNING %s""".formatted(IS_HELD, count, OutboxRecord.COLUMNS))
                .param("directory", Topics.DIRECTORY_USERS)
                .param("maxBytes", maxBytes)
                .query(OutboxRecord::of)
                // Not a stream of it: that leaves a statement open in every round, for as long as the connection.
                .list()
                .stream()
                // RETURNING promises no order.
                .sorted(Comparator.comparingLong(OutboxRecord::id))
                .toList();
    }

    /** Holds back a stream from the given record on. False if another relay has published the record meanwhile. */
    boolean park(OutboxRecord record, String reason, Instant now) {
        return jdbc.sql("""
                INSERT INTO outbox_parked (account_id, topic, outbox_id, reason, parked_at)
                SELECT account_id, topic, id, :reason, :now FROM outbox WHERE id = :id
                ON CONFLICT DO NOTHING
                """)
                .param("id", record.id())
                .param("reason", reason)
                .param("now", Timestamp.from(now))
                .update() == 1;
    }

    boolean release(EventStream stream) {
        return jdbc.sql("DELETE FROM outbox_parked WHERE account_id = :account AND topic = :topic")
                .param("account", stream.account().value())
                .param("topic", stream.topic())
                .update() == 1;
    }

    List<ParkedStream> parked() {
        return jdbc.sql("SELECT * FROM outbox_parked ORDER BY parked_at").query(ParkedStream::of).list();
    }

    Optional<OutboxRecord> parkedRecord(EventStream stream) {
        return jdbc.sql("SELECT " + OutboxRecord.COLUMNS + """
                 FROM outbox WHERE id = (
                    SELECT outbox_id FROM outbox_parked WHERE account_id = :account AND topic = :topic)
                """)
                .param("account", stream.account().value())
                .param("topic", stream.topic())
                .query(OutboxRecord::of)
                .optional();
    }

    void replace(long id, String key, String type, byte[] body) {
        jdbc.sql("UPDATE outbox SET record_key = :key, event_type = :type, body = :body WHERE id = :id")
                .param("key", key)
                .param("type", type)
                .param("body", body)
                .param("id", id)
                .update();
    }

    Backlog backlog() {
        return jdbc.sql("""
                SELECT count(*) FILTER (WHERE NOT held) AS waiting, count(*) FILTER (WHERE held) AS held,
                    min(created_at) FILTER (WHERE NOT held) AS oldest,
                    (SELECT count(*) FROM outbox_parked) AS parked
                FROM (SELECT o.created_at, %s AS held FROM outbox o) events
                """.formatted(IS_HELD))
                .param("directory", Topics.DIRECTORY_USERS)
                .query((row, number) -> {
                    Timestamp oldest = row.getTimestamp("oldest");
                    return new Backlog(row.getLong("waiting"), row.getLong("held"), row.getLong("parked"),
                            oldest == null ? null : oldest.toInstant());
                })
                .single();
    }

    void commit() throws SQLException {
        connection.commit();
    }

    void rollback() throws SQLException {
        connection.rollback();
    }

    @Override
    public void close() throws SQLException {
        // Closing rolls back and gives the lock away.
        connection.close();
    }
}
