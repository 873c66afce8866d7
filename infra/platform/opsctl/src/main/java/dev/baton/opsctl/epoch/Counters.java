package dev.baton.opsctl.epoch;

import dev.baton.events.AccountId;
import dev.baton.events.EventCodec;
import dev.baton.events.EventEnvelope;
import dev.baton.events.EventId;
import dev.baton.events.EventWithheld;
import dev.baton.opsctl.Settings;
import dev.baton.opsctl.epoch.TopicHeads.Place;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The counters of a publishing service. */
final class Counters implements AutoCloseable {
    private final Connection connection;
    private final Clock clock;

    Counters(Settings.Login publisher, Clock clock) throws SQLException {
        this.connection = publisher.connect();
        this.connection.setAutoCommit(false);
        this.clock = clock;
    }

    /** Of all accounts that have one. */
    Map<AccountId, Place> of(String topic) throws SQLException {
        Map<AccountId, Place> counters = new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
        try (PreparedStatement query = connection
                .prepareStatement("SELECT account_id, epoch, last_seq FROM event_stream WHERE topic = ?")) {
            query.setString(1, topic);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    counters.put(new AccountId(rows.getObject("account_id", UUID.class)),
                            new Place(rows.getLong("epoch"), rows.getLong("last_seq")));
                }
            }
        }
        connection.commit();
        return counters;
    }

    /** False, and nothing has changed, if somebody else moved the counter meanwhile. */
    boolean move(AccountId account, String topic, Place from, Place to) throws SQLException {
        boolean moved = update(account, topic, from, to);
        connection.commit();
        return moved;
    }

    /**
     * As {@link #move}, and publishes {@code event_withheld} with the new number: events say which version of the people
     * they need, and without a record of this one every consumer would wait for it.
     */
    boolean moveAndFill(AccountId account, String topic, Place from, Place to) throws SQLException {
        boolean moved = update(account, topic, from, to);
        if (moved) {
            fill(account, topic, to);
        }
        connection.commit();
        return moved;
    }

    private boolean update(AccountId account, String topic, Place from, Place to) throws SQLException {
        try (PreparedStatement change = connection.prepareStatement("""
                UPDATE event_stream SET epoch = ?, last_seq = ?
                WHERE account_id = ? AND topic = ? AND epoch = ? AND last_seq = ?""")) {
            change.setLong(1, to.epoch());
            change.setLong(2, to.sequence());
            change.setObject(3, account.value());
            change.setString(4, topic);
            change.setLong(5, from.epoch());
            change.setLong(6, from.sequence());
            return change.executeUpdate() == 1;
        }
    }

    private void fill(AccountId account, String topic, Place at) throws SQLException {
        EventEnvelope withheld = new EventEnvelope(new EventId(UUID.randomUUID()), account, at.epoch(), at.sequence(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS), null, new EventWithheld("the database was restored"));
        try (PreparedStatement insert = connection.prepareStatement(
                """
                        INSERT INTO outbox (account_id, topic, record_key, epoch, sequence, event_id, event_type, body, created_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setObject(1, account.value());
            insert.setString(2, topic);
            // On the compacted topic it must not replace the state of a person.
            insert.setString(3, account + "/withheld");
            insert.setLong(4, at.epoch());
            insert.setLong(5, at.sequence());
            insert.setObject(6, withheld.id().value());
            insert.setString(7, EventWithheld.TYPE);
            insert.setBytes(8, new EventCodec().encode(withheld));
            insert.setTimestamp(9, Timestamp.from(withheld.time()));
            insert.executeUpdate();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
