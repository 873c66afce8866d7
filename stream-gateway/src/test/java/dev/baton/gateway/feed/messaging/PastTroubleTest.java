package dev.baton.gateway.feed.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.gateway.AccountEvents;
import dev.baton.gateway.feed.Cursor;
import dev.baton.gateway.feed.ResyncReason;
import dev.baton.gateway.past.Missed;
import dev.baton.gateway.past.PastEvents.Answer;
import dev.baton.gateway.past.PastMetrics;
import dev.baton.gateway.past.PastProperties;
import dev.baton.testing.engines.TestEngines;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** What goes wrong for one who waits for the past costs nobody else theirs. */
class PastTroubleTest {
    private static final UUID TOPIC = new UUID(7, 7);

    private final AccountEvents events = new AccountEvents();
    private final long first = events.create("the first");
    private final long end = events.create("the second") + 1;
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicInteger polls = new AtomicInteger();
    private Runnable firstPoll = () -> {};
    private final PastReader reader = new PastReader(this::client, new PastProperties(50_000, DataSize.ofMegabytes(1),
            DataSize.ofMegabytes(1), 100), new PastMetrics(registry));

    @AfterEach
    void stop() {
        reader.stop();
    }

    /** Its first poll does something else and brings nothing. */
    private Consumer<byte[], byte[]> client() {
        Map<String, Object> settings = new HashMap<>(PastReader.CLIENT);
        settings.put("bootstrap.servers", TestEngines.kafkaBootstrapServers());
        settings.put("auto.offset.reset", "none");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()) {
            @Override
            public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
                if (polls.incrementAndGet() == 1) {
                    firstPoll.run();
                    return ConsumerRecords.empty();
                }
                return super.poll(timeout);
            }
        };
    }

    private CompletableFuture<Answer> ask(long offset, long until) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        reader.read(new Missed(events.account(), new Cursor(TOPIC, events.partition(), 1, 0, offset), until,
                () -> true, answer::complete));
        return answer.orTimeout(20, TimeUnit.SECONDS);
    }

    private static void assertToldTwo(CompletableFuture<Answer> answer) {
        assertThat(answer.join()).isInstanceOfSatisfying(Answer.Told.class, told -> {
            assertThat(told.frames().count()).isEqualTo(2);
            told.frames().release();
        });
    }

    @Test
    void aPlaceThatKafkaDoesNotHaveCostsNobodyWhoWaitsBesideIt() {
        CompletableFuture<CompletableFuture<Answer>> near = new CompletableFuture<>();
        // It comes when the reading is already where nothing is.
        firstPoll = () -> near.complete(ask(first, end));

        CompletableFuture<Answer> far = ask(end + 1_000_000, end + 1_000_001);
        reader.start();

        assertThat(far.join()).isEqualTo(new Answer.Lost(ResyncReason.UNAVAILABLE));
        assertToldTwo(near.join());
        assertThat(registry.get("baton.gateway.past.failures").counter().count()).isZero();
    }

    @Test
    void anErrorOfWhateverKindDoesNotEndTheReading() {
        firstPoll = () -> {
            throw new NoClassDefFoundError("of the test");
        };
        reader.start();

        assertThat(ask(first, end).join()).isEqualTo(new Answer.Lost(ResyncReason.UNAVAILABLE));
        assertToldTwo(ask(first, end));
        assertThat(registry.get("baton.gateway.past.failures").counter().count()).isEqualTo(1);
    }
}
