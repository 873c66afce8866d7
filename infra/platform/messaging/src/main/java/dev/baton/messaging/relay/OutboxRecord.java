package dev.baton.messaging.relay;

import dev.baton.events.AccountId;
import dev.baton.events.EventId;
import dev.baton.messaging.EventStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the outbox.
 *
 * @param id grows in commit order within a stream
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; copying each body would double the memory of a round
record OutboxRecord(long id, EventStream stream, String key, long epoch, long sequence, EventId eventId, String type,
        @Nullable String traceparent, byte[] body, Instant createdAt) {
    static final String COLUMNS = """
            id, account_id, topic, record_key, epoch, sequence, event_id, event_type, traceparent, body, created_at""";

    static OutboxRecord of(ResultSet row, int number) throws SQLException {
        AccountId account = new AccountId(row.getObject("account_id", UUID.class));
        return new OutboxRecord(row.getLong("id"), new EventStream(row.getString("topic"), account),
                row.getString("record_key"), row.getLong("epoch"), row.getLong("sequence"),
                new EventId(row.getObject("event_id", UUID.class)), row.getString("event_type"),
                row.getString("traceparent"), row.getBytes("body"), row.getTimestamp("created_at").toInstant());
    }
}
