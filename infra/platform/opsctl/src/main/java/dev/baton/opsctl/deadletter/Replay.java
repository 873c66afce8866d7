package dev.baton.opsctl.deadletter;

import dev.baton.events.Decoded;
import dev.baton.events.EventCodec;
import dev.baton.events.EventEnvelope;
import dev.baton.events.EventHeaders;
import dev.baton.events.MalformedEvent;
import dev.baton.events.Topics;
import dev.baton.opsctl.Refused;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes a letter again, where it was. The group that left it out applies it in the transaction that deletes its hole, so
 * once, however often it is replayed; everybody else drops a sequence that is not above the last (design §5).
 */
public final class Replay {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final int LONGEST_SEND_SECONDS = 15;

    private final Map<String, Object> kafka;
    private final Holes holes;
    private final Duration patience;
    private final EventCodec codec = new EventCodec();

    /**
     * Replays through the given platform.
     *
     * @param patience how long {@link #run} waits for the effect
     */
    public Replay(Map<String, Object> kafka, Holes holes, Duration patience) {
        this.kafka = kafka;
        this.holes = holes;
        this.patience = patience;
    }

    /** Why a replay would have no effect; empty when it would. Changes nothing. */
    public Optional<String> objection(DeadLetter letter) {
        if (letter.topic().isEmpty() || letter.partition().isEmpty()) {
            return Optional.of("it does not say where it was");
        }
        if (letter.topic().get().equals(Topics.DIRECTORY_USERS)) {
            // Compaction keeps what came last under a key: an older state would hide the newer one from new readers.
            return Optional
                    .of("it is the state of a person, which may have changed since; it comes with their next change");
        }
        if (letter.account().isEmpty() || letter.epoch().isEmpty() || letter.sequence().isEmpty()) {
            return Optional.of("its headers give it no place in the events of an account");
        }
        if (!holes.isOpen(letter)) {
            return Optional.of("no hole waits for it: it was applied already, or its group never counted on it");
        }
        return isReadable(letter) ? Optional.empty() : Optional.of("it still cannot be read");
    }

    /**
     * Publishes it and waits until it has taken effect.
     *
     * @throws Refused when it would have no effect, or had none in time
     */
    public void run(DeadLetter letter) throws InterruptedException {
        objection(letter).ifPresent(why -> {
            throw new Refused(letter.id() + " is not replayed: " + why);
        });
        send(letter);
        long began = System.nanoTime();
        while (holes.isOpen(letter)) {
            if (System.nanoTime() - began > patience.toNanos()) {
                throw new Refused(
                        letter.id() + " was published, but has not taken effect within " + patience.toSeconds()
                                + " s; if its group rejects it again, it becomes a letter again");
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    private void send(DeadLetter letter) throws InterruptedException {
        ConsumerRecord<byte[], byte[]> record = letter.record();
        ProducerRecord<byte[], byte[]> again = new ProducerRecord<>(letter.topic().orElseThrow(),
                Math.toIntExact(letter.partition().orElseThrow()), record.key(), record.value());
        for (Header header : record.headers()) {
            if (!header.key().startsWith("dlt-")) {
                again.headers().add(header);
            }
        }
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("acks", "all");
        settings.put("max.block.ms", TimeUnit.SECONDS.toMillis(LONGEST_SEND_SECONDS));
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings, new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(again).get(LONGEST_SEND_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new Refused(letter.id() + " could not be published: " + e.getClass().getSimpleName());
        }
    }

    private boolean isReadable(DeadLetter letter) {
        byte[] value = letter.record().value();
        if (value == null || letter.record().key() == null) {
            return false;
        }
        try {
            return codec.decode(value, letter.epoch().orElseThrow()) instanceof Decoded.Known(EventEnvelope event)
                    && event.accountId().value().equals(letter.account().orElseThrow())
                    && event.sequence() == letter.sequence().orElseThrow()
                    && letter.header(EventHeaders.EVENT_TYPE).filter(event.event().type()::equals).isPresent();
        } catch (MalformedEvent e) {
            return false;
        }
    }
}
