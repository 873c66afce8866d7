package dev.baton.messaging;

import dev.baton.events.AccountId;
import dev.baton.events.BatonEvent;
import dev.baton.events.DirectoryUserChanged;
import dev.baton.events.EventCodec;
import dev.baton.events.EventEnvelope;
import dev.baton.events.EventId;
import dev.baton.events.HandoffEvent;
import dev.baton.events.TimeOrderedUuid;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Gives events their place in their stream and stores their finished bodies, in the transaction of the use case. */
public final class OutboxWriter {
    private final JdbcClient jdbc;
    private final EventCodec codec;
    private final TimeOrderedUuid ids;
    private final Clock clock;

    private record Position(long epoch, long lastSequence) {}

    public OutboxWriter(JdbcClient jdbc, EventCodec codec, TimeOrderedUuid ids, Clock clock) {
        this.jdbc = jdbc;
        this.codec = codec;
        this.ids = ids;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    void write(List<PendingEvent> events) {
        // Counters are locked in one order everywhere, so transactions that write to several streams cannot deadlock.
        TreeMap<EventStream, List<PendingEvent>> streams = events.stream()
                .collect(Collectors.groupingBy(PendingEvent::stream, TreeMap::new, Collectors.toList()));
        streams.forEach(this::write);
    }

    long lastSequence(String topic, AccountId account) {
        return jdbc.sql("SELECT last_seq FROM event_stream WHERE account_id = :account AND topic = :topic")
                .param("account", account.value())
                .param("topic", topic)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    private void write(EventStream stream, List<PendingEvent> events) {
        Position position = advance(stream, events.size());
        long sequence = position.lastSequence() - events.size();
        for (PendingEvent pending : events) {
            sequence++;
            insert(stream, new EventEnvelope(new EventId(ids.next()), stream.account(), position.epoch(), sequence,
                    pending.time(), pending.traceparent(),
                    numbered(pending.event(), sequence)));
        }
    }

    private Position advance(EventStream stream, int count) {
        // The row stays locked until the commit: whoever comes next gets a higher number and commits later, so the
        // sequence is the order of commits, and a rollback leaves no gap.
        return jdbc.sql("""
                INSERT INTO event_stream (account_id, topic, last_seq) VALUES (:account, :topic, :count)
                ON CONFLICT (account_id, topic) DO UPDATE SET last_seq = event_stream.last_seq + excluded.last_seq
                RETURNING epoch, last_seq
                """)
                .param("account", stream.account().value())
                .param("topic", stream.topic())
                .param("count", count)
                .query((row, number) -> new Position(row.getLong("epoch"), row.getLong("last_seq")))
                .single();
    }

    private void insert(EventStream stream, EventEnvelope envelope) {
        byte[] body = codec.encode(envelope);
        if (body.length > Outbox.MAX_BYTES) {
            throw new EventTooLarge(envelope.event().type(), body.length);
        }
        jdbc.sql("""
                INSERT INTO outbox (account_id, topic, record_key, epoch, sequence, event_id, event_type, traceparent,
                    body, created_at)
                VALUES (:account, :topic, :key, :epoch, :sequence, :id, :type, :traceparent, :body, :time)
                """)
                .param("account", stream.account().value())
                .param("topic", stream.topic())
                .param("key", key(stream.account(), envelope.event()))
                .param("epoch", envelope.epoch())
                .param("sequence", envelope.sequence())
                .param("id", envelope.id().value())
                .param("type", envelope.event().type())
                // With its type also where there is none, else the driver prepares the statement anew each time they alternate.
                .param("traceparent", envelope.traceparent(), Types.VARCHAR)
                .param("body", body)
                .param("time", Timestamp.from(envelope.time()))
                .update();
    }

    private static BatonEvent numbered(BatonEvent event, long sequence) {
        return switch (event) {
            case DirectoryUserChanged person -> person.withDirectoryVersion(sequence);
            case HandoffEvent handoff -> handoff;
        };
    }

    private static String key(AccountId account, BatonEvent event) {
        return switch (event) {
            case DirectoryUserChanged person -> account + "/" + person.userId();
            case HandoffEvent _ -> account.toString();
        };
    }
}
