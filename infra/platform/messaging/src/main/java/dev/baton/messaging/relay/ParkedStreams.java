package dev.baton.messaging.relay;

import dev.baton.events.AccountId;
import dev.baton.events.EventCodec;
import dev.baton.events.EventEnvelope;
import dev.baton.events.EventWithheld;
import dev.baton.events.Topics;
import dev.baton.messaging.EventStream;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an operator does about streams that could not be published (acceptance E5). Safe beside running relays. */
public final class ParkedStreams {
    private static final Logger log = LoggerFactory.getLogger(ParkedStreams.class);

    private final DataSource relay;
    private final EventCodec codec;

    /** @param relay may also be the login of the migrator, for an operator */
    public ParkedStreams(DataSource relay, EventCodec codec) {
        this.relay = relay;
        this.codec = codec;
    }

    /** Longest parked first. */
    public List<ParkedStream> list() throws SQLException {
        try (RelaySession session = RelaySession.open(relay)) {
            return session.parked();
        }
    }

    /** Tries again with the record as it is, once what stood in its way is mended. False if it was not parked. */
    public boolean release(EventStream stream) throws SQLException {
        try (RelaySession session = RelaySession.open(relay)) {
            session.lock();
            boolean released = session.release(stream);
            session.commit();
            return released;
        }
    }

    /**
     * Gives the record up: {@code event_withheld} takes its place and its sequence, so that consumers see no gap. False if
     * the stream was not parked.
     *
     * @param reason published to every consumer of the topic
     */
    public boolean withhold(EventStream stream, String reason) throws SQLException {
        try (RelaySession session = RelaySession.open(relay)) {
            session.lock();
            session.parkedRecord(stream).ifPresent(record -> replace(session, record, reason));
            boolean released = session.release(stream);
            session.commit();
            if (released) {
                log.atWarn()
                        .addKeyValue("accountId", stream.account())
                        .addKeyValue("topic", stream.topic())
                        .log("an event was withheld");
            }
            return released;
        }
    }

    private void replace(RelaySession session, OutboxRecord record, String reason) {
        EventEnvelope withheld = new EventEnvelope(record.eventId(), record.stream().account(), record.epoch(),
                record.sequence(), record.createdAt(), record.traceparent(), new EventWithheld(reason));
        session.replace(record.id(), key(record), EventWithheld.TYPE, codec.encode(withheld));
    }

    private static String key(OutboxRecord record) {
        AccountId account = record.stream().account();
        // On the compacted topic it must not replace the last good state of the person.
        return record.stream().topic().equals(Topics.DIRECTORY_USERS) ? account + "/withheld" : account.toString();
    }
}
