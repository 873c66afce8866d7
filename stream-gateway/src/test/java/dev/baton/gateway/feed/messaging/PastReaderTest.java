package dev.baton.gateway.feed.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.gateway.AccountEvents;
import dev.baton.gateway.feed.Cursor;
import dev.baton.gateway.feed.ResyncReason;
import dev.baton.gateway.past.Missed;
import dev.baton.gateway.past.PastEvents.Answer;
import dev.baton.gateway.past.PastMetrics;
import dev.baton.gateway.past.PastProperties;
import dev.baton.testing.engines.TestEngines;
import dev.baton.testing.events.PoisonRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class PastReaderTest {
    private static final UUID TOPIC = new UUID(7, 7);
    private static final PastProperties DEFAULTS = new PastProperties(50_000, DataSize.ofMegabytes(32),
            DataSize.ofMegabytes(2), 1_000);
    private static final Pattern SEQUENCE = Pattern.compile("\"sequence\":\"0*(\\d+)\"");

    private final AccountEvents events = new AccountEvents();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<Object> polls = new ArrayList<>();
    private PastReader reader;

    @AfterEach
    void stop() {
        reader.stop();
    }

    private void started(PastProperties properties, Supplier<Consumer<byte[], byte[]>> clients) {
        reader = new PastReader(clients, properties, new PastMetrics(registry));
        reader.start();
    }

    private void started() {
        started(DEFAULTS, PastReaderTest::client);
    }

    private static Consumer<byte[], byte[]> client() {
        Map<String, Object> settings = new HashMap<>(PastReader.CLIENT);
        settings.put("bootstrap.servers", TestEngines.kafkaBootstrapServers());
        settings.put("auto.offset.reset", "none");
        settings.put("max.poll.records", 7);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A client whose first polls end like this, a null leaves one alone. */
    private Consumer<byte[], byte[]> failing(List<? extends Throwable> ends) {
        Consumer<byte[], byte[]> real = client();
        @SuppressWarnings("unchecked")
        Consumer<byte[], byte[]> failing = (Consumer<byte[], byte[]>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[]{Consumer.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("poll") && polls.size() < ends.size()) {
                        polls.add(method);
                        throw ends.get(polls.size() - 1);
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return failing;
    }

    /** What a client is told who has seen everything below the offset. */
    private final class Client {
        private final AtomicReference<Answer> answer = new AtomicReference<>();
        private final AtomicInteger answers = new AtomicInteger();
        private final AtomicBoolean waits = new AtomicBoolean(true);

        Client ask(AccountEvents account, long epoch, long sequence, long offset, long end) {
            reader.read(new Missed(account.account(), new Cursor(TOPIC, account.partition(), epoch, sequence, offset),
                    end, waits::get, told -> {
                        answer.set(told);
                        answers.incrementAndGet();
                    }));
            return this;
        }

        Answer answer() {
            Answer told = await().until(answer::get, got -> got != null);
            assertThat(answers).hasValue(1);
            return told;
        }

        List<Long> told() {
            assertThat(answer()).isInstanceOf(Answer.Told.class);
            Answer.Told all = (Answer.Told) answer();
            List<Long> sequences = new ArrayList<>();
            while (!all.frames().isEmpty()) {
                all.frames().read(10_000, (bytes, timestamp) -> {
                    String text = bytes.toString(StandardCharsets.UTF_8);
                    sequences.addAll(SEQUENCE.matcher(text)
                            .results()
                            .map((MatchResult found) -> Long.parseLong(found.group(1)))
                            .toList());
                    assertThat(text).contains("id: ");
                    bytes.release();
                });
            }
            return sequences;
        }

        Cursor reached() {
            return ((Answer.Told) answer()).reached();
        }
    }

    private Client ask(long sequence, long offset, long end) {
        return new Client().ask(events, 1, sequence, offset, end);
    }

    private static List<Long> from(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    @Test
    void oneReadingServesAllWhoMissedSomethingAndEachGetsTheirOwn() {
        long first = events.create("the first");
        AccountEvents neighbour = neighbour();
        for (int i = 0; i < 20; i++) {
            events.create(1).recordStep();
            neighbour.create(1);
        }
        long end = events.create("the last") + 1;

        started();
        Client early = ask(0, first, end);
        Client late = ask(30, first, end);
        Client other = new Client().ask(neighbour, 1, 0, first, end);
        Client quiet = new Client().ask(neighbour(), 1, 9, first, end);

        // Steps have the odd sequences, and are not shown.
        assertThat(early.told()).hasSize(22).startsWith(1L, 2L, 4L).endsWith(40L, 42L);
        assertThat(early.reached()).isEqualTo(new Cursor(TOPIC, events.partition(), 1, 42, end));
        assertThat(late.told()).isEqualTo(List.of(32L, 34L, 36L, 38L, 40L, 42L));
        assertThat(other.told()).isEqualTo(from(1, 20));
        assertThat(quiet.told()).isEmpty();
        assertThat(quiet.reached().sequence()).isEqualTo(9);
        assertThat(registry.get("baton.gateway.past.records").counter().count()).isBetween(62.0, 140.0);
    }

    // Of the same partition.
    private AccountEvents neighbour() {
        AccountEvents found = new AccountEvents();
        while (found.partition() != events.partition()) {
            found = new AccountEvents();
        }
        return found;
    }

    @Test
    void whoComesDuringAReadingIsServedWhetherAheadOfItOrBehind() {
        long first = events.create("the first");
        events.create(100);
        long end = events.create("the last") + 1;
        started();

        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            clients.add(ask(0, first, end));
            clients.add(ask(100, end - 2, end));
            clients.add(ask(100, first, end));
        }

        for (int i = 0; i < clients.size(); i++) {
            assertThat(clients.get(i).told()).isEqualTo(i % 3 == 0 ? from(1, 102) : from(101, 102));
        }
    }

    @Test
    void whoStandsNowhereKnownGetsAllFromTheirOffsetOn() {
        events.create(3);
        long offset = events.create("the fourth");
        long end = events.create("the fifth") + 1;
        started();

        assertThat(new Client().ask(events, 0, 0, offset, end).told()).isEqualTo(from(4, 5));
    }

    @Test
    void repeatsAndLeftoversOfAnOldEpochAreNotTold() {
        long first = events.create("the first");
        events.create(2).from(1).create(3);
        long end = events.create("the fifth") + 1;
        started();

        assertThat(ask(0, first, end).told()).isEqualTo(from(1, 5));
        assertThat(new Client().ask(events, 2, 7, first, end).told()).isEmpty();
    }

    @Test
    void whatIsMissingIsToldAndNeverSkipped() {
        long first = events.create("the first");
        events.poison(PoisonRecord.NOT_JSON);
        long withPoison = events.create("the third") + 1;
        AccountEvents restored = new AccountEvents();
        long before = restored.create("before");
        long after = restored.inEpoch(2).from(0).create("after") + 1;
        started();

        assertThat(ask(0, first, withPoison).answer()).isEqualTo(new Answer.Lost(ResyncReason.GAP));
        assertThat(new Client().ask(restored, 1, 0, before, after).answer())
                .isEqualTo(new Answer.Lost(ResyncReason.NEW_EPOCH));
    }

    @Test
    void whoIsFurtherBackThanTheBoundOrNeedsMoreThanTheBoundFetchesAnew() {
        long first = events.create("x".repeat(8_000));
        for (int i = 0; i < 30; i++) {
            events.create("x".repeat(8_000));
        }
        long end = events.create("the last") + 1;
        started(new PastProperties(1_000, DataSize.ofKilobytes(300), DataSize.ofKilobytes(128), 100),
                PastReaderTest::client);

        assertThat(ask(0, first, end + 1_000).answer()).isEqualTo(new Answer.Lost(ResyncReason.TOO_MUCH));
        assertThat(ask(0, first, end).answer()).isEqualTo(new Answer.Lost(ResyncReason.TOO_MUCH));
        assertThat(ask(31, first, end).told()).isEqualTo(List.of(32L));
    }

    @Test
    void blocksThatAreOnTheirWayAreBoundedAndCountedOnceForAllWhoWait() {
        long first = events.create("x".repeat(8_000));
        for (int i = 0; i < 9; i++) {
            events.create("x".repeat(8_000));
        }
        long end = events.create("the last") + 1;
        reader = new PastReader(PastReaderTest::client, new PastProperties(1_000, DataSize.ofKilobytes(128),
                DataSize.ofKilobytes(128), 100), new PastMetrics(registry));

        // Ten clients of some 90 KB each, the same for all; none of them has written any of it yet.
        List<Client> together = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            together.add(ask(0, first, end));
        }
        // They come together, and share one reading.
        reader.start();
        assertThat(together).allSatisfy(client -> assertThat(client.answer()).isInstanceOf(Answer.Told.class));
        assertThat(ask(0, first, end).answer()).isEqualTo(new Answer.Lost(ResyncReason.UNAVAILABLE));
        assertThat(registry.get("baton.gateway.past.bytes").gauge().value()).isBetween(80_000.0, 131_072.0);

        together.forEach(client -> assertThat(client.told()).isEqualTo(from(1, 11)));
        assertThat(ask(0, first, end).told()).isEqualTo(from(1, 11));
        await().until(() -> registry.get("baton.gateway.past.bytes").gauge().value() == 0);
    }

    @Test
    void noMoreThanTheBoundWait() {
        started(new PastProperties(1_000, DataSize.ofMegabytes(1), DataSize.ofMegabytes(1), 0),
                PastReaderTest::client);

        assertThat(ask(0, 0, 1).answer()).isEqualTo(new Answer.Lost(ResyncReason.UNAVAILABLE));
    }

    @Test
    void anErrorCostsThoseWhoWaitAndTheNextAreServed() {
        long first = events.create("the first");
        long end = events.create("the second") + 1;
        started(DEFAULTS, () -> failing(List.of(new OutOfMemoryError("of the test"), new IllegalStateException())));

        assertThat(ask(0, first, end).answer()).isEqualTo(new Answer.Lost(ResyncReason.UNAVAILABLE));
        assertThat(ask(0, first, end).answer()).isEqualTo(new Answer.Lost(ResyncReason.UNAVAILABLE));
        assertThat(ask(0, first, end).told()).isEqualTo(from(1, 2));
        assertThat(registry.get("baton.gateway.past.failures").counter().count()).isEqualTo(2);
    }

    @Test
    void anErrorInTellingOfAnErrorDoesNotEndTheReading() {
        long first = events.create("the first");
        long end = events.create("the second") + 1;
        started(DEFAULTS, () -> failing(List.of(new OutOfMemoryError("of the test"))));

        reader.read(new Missed(events.account(), new Cursor(TOPIC, events.partition(), 1, 0, first), end, () -> true,
                answer -> {
                    throw new OutOfMemoryError("in telling of it");
                }));

        await().untilAsserted(() -> assertThat(ask(0, first, end).told()).isEqualTo(from(1, 2)));
    }

    @Test
    void whoHasLeftIsSkippedAndNotReadFor() {
        events.create(50);
        long end = events.create("the last") + 1;
        // Nothing has such an offset: read for, it would cost those who wait too.
        Client left = new Client();
        left.waits.set(false);
        started();

        left.ask(events, 1, 0, end + 1_000, end + 1_001);
        assertThat(ask(50, end - 1, end).told()).isEqualTo(List.of(51L));

        assertThat(left.answers).hasValue(0);
        assertThat(registry.get("baton.gateway.past.records").counter().count()).isLessThan(50);
    }

    @Test
    void aPlaceThatKafkaDoesNotHaveCostsNobodyElseTheirs() {
        long first = events.create("the first");
        long end = events.create("the second") + 1;
        started();

        assertThat(new Client().ask(events, 1, 0, end + 1_000_000, end + 1_000_001).answer())
                .isEqualTo(new Answer.Lost(ResyncReason.UNAVAILABLE));
        assertThat(ask(0, first, end).told()).isEqualTo(from(1, 2));
        assertThat(registry.get("baton.gateway.past.failures").counter().count()).isZero();
    }
}
