package dev.baton.messaging;

import dev.baton.events.AccountId;
import dev.baton.events.BatonEvent;
import dev.baton.events.DirectoryUserChanged;
import dev.baton.events.EventCodec;
import dev.baton.events.EventEnvelope;
import dev.baton.events.EventId;
import dev.baton.events.HandoffEvent;
import dev.baton.events.TimeOrderedUuid;
import dev.baton.events.Topics;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Gives events their place in their stream and stores their finished bodies, in the transaction of the use case. */
public final class OutboxWriter {
    // The row stays locked until the commit: whoever comes next gets a higher number and commits later, so the sequence
    // is the order of commits, and a rollback leaves no gap.
    private static final String ADVANCE = """
            INSERT INTO event_stream (account_id, topic, last_seq) VALUES (:account, :topic, 1)
            ON CONFLICT (account_id, topic) DO UPDATE SET last_seq = event_stream.last_seq + excluded.last_seq
            RETURNING epoch, last_seq
            """;
    private static final String INSERT = """
            INSERT INTO outbox (account_id, topic, record_key, epoch, sequence, event_id, event_type, traceparent, body,
                created_at)
            """;
    // The outbox's id is drawn for the row of "position", and so under the lock that this row is the proof of.
    private static final String ADVANCE_AND_INSERT = "WITH position AS (" + ADVANCE + ") " + INSERT + """
            SELECT :account, :topic, :key, epoch, last_seq, :id, :type, :traceparent,
                overlay(%s PLACING convert_to(lpad(last_seq::text, :digits, '0'), 'UTF8') FROM :at), :time
            FROM position
            """;
    private static final String WITHOUT_DIRECTORY = ADVANCE_AND_INSERT.formatted(":body");
    // The directory comes first among the streams, so what this transaction changed in it counts. In the body it stands
    // behind the sequence, whose place is the same for any number of its digits.
    private static final String WITH_DIRECTORY = ADVANCE_AND_INSERT.formatted("""
            overlay(:body PLACING convert_to(coalesce((
                SELECT last_seq FROM event_stream WHERE account_id = :account AND topic = :directory), 0)::text, 'UTF8')
                FROM :directoryAt FOR :directoryDigits)
            """);
    private static final int DIGITS_OF_A_VERSION = Long.toString(Long.MAX_VALUE).length();
    private static final Position UNKNOWN = new Position(1, 1);

    private final JdbcClient jdbc;
    private final EventCodec codec;
    private final TimeOrderedUuid ids;
    private final Clock clock;

    /** The place of an event in its stream. */
    private record Position(long epoch, long sequence) {}

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
        streams.forEach((stream, pending) -> pending.forEach(event -> write(stream, event)));
    }

    private void write(EventStream stream, PendingEvent pending) {
        switch (pending.event()) {
            case DirectoryUserChanged person -> {
                Position position = advance(stream);
                insert(stream, envelope(stream, pending, person.withDirectoryVersion(position.sequence()), position));
            }
            case HandoffEvent event -> advanceAndInsert(stream, envelope(stream, pending, event, UNKNOWN));
        }
    }

    private EventEnvelope envelope(EventStream stream, PendingEvent pending, BatonEvent event, Position position) {
        return new EventEnvelope(new EventId(ids.next()), stream.account(), position.epoch(), position.sequence(),
                pending.time(), pending.traceparent(), event);
    }

    private Position advance(EventStream stream) {
        return jdbc.sql(ADVANCE)
                .param("account", stream.account().value())
                .param("topic", stream.topic())
                .query((row, number) -> new Position(row.getLong("epoch"), row.getLong("last_seq")))
                .single();
    }

    private void insert(EventStream stream, EventEnvelope envelope) {
        bind(jdbc.sql(INSERT + """
                VALUES (:account, :topic, :key, :epoch, :sequence, :id, :type, :traceparent, :body, :time)
                """), stream, envelope, encode(envelope))
                .param("epoch", envelope.epoch())
                .param("sequence", envelope.sequence())
                .update();
    }

    /**
     * Both with one statement: between two, whoever comes next for this account would wait for the way to here and
     * back. The place in the stream is known to the server only, so it writes the sequence into the body, and with it the
     * version of the directory, for which nobody has to ask then.
     */
    private void advanceAndInsert(EventStream stream, EventEnvelope envelope) {
        byte[] body = encode(envelope);
        Optional<EventCodec.Place> directory = EventCodec.directoryVersionPlace(body);
        directory.ifPresent(place -> refuseAboveLimit(envelope, body.length - place.length() + DIGITS_OF_A_VERSION));
        JdbcClient.StatementSpec statement = directory
                .map(place -> jdbc.sql(WITH_DIRECTORY)
                        .param("directory", Topics.DIRECTORY_USERS)
                        .param("directoryAt", place.index() + 1)
                        .param("directoryDigits", place.length()))
                .orElseGet(() -> jdbc.sql(WITHOUT_DIRECTORY));
        bind(statement, stream, envelope, body)
                .param("digits", EventCodec.SEQUENCE_DIGITS)
                .param("at", EventCodec.sequenceIndex(body) + 1)
                .update();
    }

    private byte[] encode(EventEnvelope envelope) {
        byte[] body = codec.encode(envelope);
        refuseAboveLimit(envelope, body.length);
        return body;
    }

    private static void refuseAboveLimit(EventEnvelope envelope, int bytes) {
        if (bytes > Outbox.MAX_BYTES) {
            throw new EventTooLarge(envelope.event().type(), bytes);
        }
    }

    private static JdbcClient.StatementSpec bind(JdbcClient.StatementSpec insert, EventStream stream,
            EventEnvelope envelope, byte[] body) {
        return insert.param("account", stream.account().value())
                .param("topic", stream.topic())
                .param("key", key(stream.account(), envelope.event()))
                .param("id", envelope.id().value())
                .param("type", envelope.event().type())
                // With its type also where there is none, else the driver prepares the statement anew each time they alternate.
                .param("traceparent", envelope.traceparent(), Types.VARCHAR)
                .param("body", body)
                .param("time", Timestamp.from(envelope.time()));
    }

    private static String key(AccountId account, BatonEvent event) {
        return switch (event) {
            case DirectoryUserChanged person -> account + "/" + person.userId();
            case HandoffEvent _ -> account.toString();
        };
    }
}
