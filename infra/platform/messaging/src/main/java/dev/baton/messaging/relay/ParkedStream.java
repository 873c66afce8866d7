package dev.baton.messaging.relay;

import dev.baton.events.AccountId;
import dev.baton.messaging.EventStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * A stream that is held back.
 *
 * @param outboxId the row that cannot be published; later ones of the stream wait behind it
 */
public record ParkedStream(EventStream stream, long outboxId, String reason, Instant parkedAt) {
    static ParkedStream of(ResultSet row, int number) throws SQLException {
        return new ParkedStream(
                new EventStream(row.getString("topic"), new AccountId(row.getObject("account_id", UUID.class))),
                row.getLong("outbox_id"), row.getString("reason"), row.getTimestamp("parked_at").toInstant());
    }
}
