package dev.baton.gateway.subscription.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.events.Role;
import dev.baton.gateway.AccountEvents;
import dev.baton.gateway.RunningGateway;
import dev.baton.gateway.StreamClient;
import dev.baton.gateway.StreamClient.SseEvent;
import dev.baton.gateway.feed.AccountLogs;
import dev.baton.gateway.feed.Cursor;
import dev.baton.gateway.feed.TopicScan;
import dev.baton.gateway.past.Missed;
import dev.baton.gateway.past.PastEvents;
import dev.baton.testing.TestTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens between the question for the past and its answer, which a test holds back for as long as it takes. */
class PastTest {
    private static final String LONG_PROBLEM = "x".repeat(8_000);
    private static final BiConsumer<PastEvents, Missed> ANSWERED = PastEvents::read;
    private static final List<Runnable> HELD = new CopyOnWriteArrayList<>();
    private static final BiConsumer<PastEvents, Missed> HOLDING = (reader, missed) -> HELD
            .add(() -> reader.read(missed));
    private static volatile BiConsumer<PastEvents, Missed> way = ANSWERED;
    private static RunningGateway gateway;
    private static RunningGateway impatient;

    private final AccountEvents events = new AccountEvents();
    private final String token = TestTokens.of(events.account(), Role.ENGINEER);

    @BeforeAll
    static void start() {
        gateway = gateway("8s");
        impatient = gateway("300ms");
    }

    // Eight long events are all that it has in memory.
    private static RunningGateway gateway(String patience) {
        return RunningGateway.start(Map.of("baton.gateway.feed.max-size", "70KB", "baton.gateway.stream.past-wait",
                patience), (reader, missed) -> way.accept(reader, missed)).awaitCaughtUp();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        impatient.close();
    }

    @BeforeEach
    void answerAtOnce() {
        way = ANSWERED;
        HELD.clear();
    }

    private void createLong(int count) {
        long offset = 0;
        for (int i = 0; i < count; i++) {
            offset = events.create(LONG_PROBLEM);
        }
        long last = offset;
        for (RunningGateway each : List.of(gateway, impatient)) {
            await().until(() -> topic(each).of(events.account()).next() > last);
        }
    }

    private static TopicScan topic(RunningGateway at) {
        return Objects.requireNonNull(at.context().getBean(AccountLogs.class).topic());
    }

    // One by one: what one poll brings is never more than memory holds, and so nobody is too slow.
    private void createSeenBy(StreamClient live, int count) {
        int before = live.handoffs().size();
        for (int i = 1; i <= count; i++) {
            createLong(1);
            live.awaitHandoffs(before + i);
        }
    }

    private static List<String> sequences(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj("%020d"::formatted).toList();
    }

    /** Of one who has seen so many, when the next record got this offset. */
    private String cursor(RunningGateway at, long sequence, long offset) {
        return new Cursor(topic(at).topicId(), events.partition(), 1, sequence, offset).encode(events.account());
    }

    @Test
    void whatIsOlderThanMemoryIsToldFromKafkaAndThenWhatFollows() {
        long offset = events.create("the first");
        createLong(20);
        String own = cursor(gateway, 1, offset + 1);
        double before = gateway.counter("baton.gateway.stream.resumes", "kind", "kafka");

        try (StreamClient client = StreamClient.resume(gateway.streamPort(), token, own)) {
            assertThat(StreamTest.sequences(client.awaitHandoffs(20))).isEqualTo(sequences(2, 21));
            events.create(2);
            assertThat(StreamTest.sequences(client.awaitHandoffs(22))).isEqualTo(sequences(2, 23));

            SseEvent ready = client.events().getFirst();
            assertThat(ready.type()).isEqualTo("ready");
            assertThat(ready.id()).isEqualTo(own);
            assertThat(ready.data()).contains("\"resumed\":true", "\"replayed\":20");
            assertThat(client.events()).extracting(SseEvent::type).doesNotContain("resync");
        }
        assertThat(gateway.counter("baton.gateway.stream.resumes", "kind", "kafka")).isEqualTo(before + 1);
    }

    @Test
    void framesFromKafkaAreTheSameBytesAsLiveOnes() {
        try (StreamClient live = StreamClient.open(gateway.streamPort(), token)) {
            live.await("ready");
            long offset = events.create("the first");
            live.awaitHandoffs(1);
            createSeenBy(live, 20);

            try (StreamClient late = StreamClient.resume(gateway.streamPort(), token,
                    cursor(gateway, 1, offset + 1))) {
                assertThat(late.awaitHandoffs(20).handoffs()).isEqualTo(live.handoffs().subList(1, 21));
            }
        }
    }

    @Test
    void eachOfManyClientsGetsWhatItMissedWhateverComesMeanwhile() {
        long offset = events.create("the first");
        createLong(20);
        way = HOLDING;
        List<StreamClient> clients = new ArrayList<>();
        try (StreamClient live = StreamClient.open(gateway.streamPort(), token)) {
            live.await("ready");
            for (int i = 0; i < 6; i++) {
                clients.add(StreamClient.resume(gateway.streamPort(), token,
                        cursor(gateway, 1 + i, offset + 1 + i)));
                int asked = i + 1;
                await().until(() -> HELD.size() == asked);
            }
            // Of what memory had when they asked, the oldest is forgotten when they are answered.
            createSeenBy(live, 3);
            way = ANSWERED;
            HELD.subList(0, 3).forEach(Runnable::run);
            for (int i = 0; i < 3; i++) {
                clients.get(i).awaitHandoffs(23 - i);
            }
            createSeenBy(live, 2);
            HELD.subList(3, 6).forEach(Runnable::run);
            createLong(1);

            for (int i = 0; i < 6; i++) {
                assertThat(StreamTest.sequences(clients.get(i).awaitHandoffs(26 - i))).isEqualTo(sequences(2 + i, 27));
                assertThat(clients.get(i).events()).extracting(SseEvent::type).doesNotContain("resync");
            }
        } finally {
            clients.forEach(StreamClient::close);
        }
    }

    @Test
    void memoryThatForgetsWhileThePastIsReadIsFollowed() {
        long offset = events.create("the first");
        createLong(20);
        List<Missed> asked = new CopyOnWriteArrayList<>();
        way = (reader, missed) -> {
            asked.add(missed);
            if (asked.size() <= 3) {
                HELD.add(() -> reader.read(missed));
            } else {
                reader.read(missed);
            }
        };

        try (StreamClient live = StreamClient.open(gateway.streamPort(), token);
                StreamClient client = StreamClient.resume(gateway.streamPort(), token,
                        cursor(gateway, 1, offset + 1))) {
            live.await("ready");
            for (int round = 1; round <= 3; round++) {
                int held = round;
                await().until(() -> HELD.size() == held);
                createSeenBy(live, 2);
                HELD.get(round - 1).run();
            }

            assertThat(StreamTest.sequences(client.awaitHandoffs(26))).isEqualTo(sequences(2, 27));
            assertThat(client.events().getFirst().data()).contains("\"resumed\":true", "\"replayed\":26");
        }
        assertThat(asked).hasSizeGreaterThan(3);
    }

    @Test
    void noStreamHangsOnAReaderThatDoesNotAnswer() {
        long offset = events.create("the first");
        createLong(20);
        way = HOLDING;

        try (StreamClient client = StreamClient.resume(impatient.streamPort(), token,
                cursor(impatient, 1, offset + 1))) {
            assertThat(client.await("resync").data()).contains("\"reason\":\"unavailable\"", "\"head\":21");
            assertThat(client.events().getFirst().data()).contains("\"resumed\":false");
            // An answer that comes after all is nobody's.
            HELD.forEach(Runnable::run);
            events.create(1);

            assertThat(StreamTest.sequences(client.awaitHandoffs(1))).containsExactly("%020d".formatted(22));
            assertThat(client.events()).extracting(SseEvent::type)
                    .containsExactly("ready", "resync", "handoff_created");
        }
        await().until(() -> impatient.gauge("baton.gateway.past.bytes") == 0);
    }

    @Test
    void whoLeavesWhileItsPastIsReadCostsNothing() {
        long offset = events.create("the first");
        createLong(20);
        way = HOLDING;
        StreamClient client = StreamClient.resume(gateway.streamPort(), token, cursor(gateway, 1, offset + 1));
        await().until(() -> HELD.size() == 1);
        double streams = gateway.gauge("baton.gateway.streams");

        client.close();
        await().until(() -> gateway.gauge("baton.gateway.streams") <= streams - 1);
        HELD.forEach(Runnable::run);

        await().until(() -> gateway.gauge("baton.gateway.past.waiting") == 0);
        await().until(() -> gateway.gauge("baton.gateway.past.bytes") == 0);
    }

    @Test
    void aClientThatDoesNotReadItsPastHoldsNoMoreThanThat() {
        long offset = events.create("the first");
        createLong(100);
        StreamClient stuck = StreamClient.unread(gateway.streamPort(), 8 * 1024,
                "GET " + StreamClient.PATH + " HTTP/1.1", "Authorization: Bearer " + token,
                "Last-Event-ID: " + cursor(gateway, 1, offset + 1));
        await().until(() -> gateway.gauge("baton.gateway.past.bytes") > 0);
        createLong(20);
        assertThat(gateway.gauge("baton.gateway.past.bytes")).isLessThan(1_000_000);

        stuck.read();

        // In order: what was past, then either all that followed or the news that it was too slow for that.
        SseEvent resync = stuck.await("resync");
        assertThat(resync.data()).contains("\"reason\":\"too_slow\"");
        assertThat(StreamTest.sequences(stuck).subList(0, 92)).isEqualTo(sequences(2, 93));
        assertThat(StreamTest.sequences(stuck)).isSorted().doesNotHaveDuplicates();
        stuck.close();
        await().until(() -> gateway.gauge("baton.gateway.past.bytes") == 0);
    }

    @Test
    void aCursorWhoseSequenceContradictsItsOffsetIsToldOfAGap() {
        long offset = events.create("the first");
        createLong(20);

        try (StreamClient client = StreamClient.resume(gateway.streamPort(), token,
                cursor(gateway, 1, offset + 3))) {
            assertThat(client.await("resync").data()).contains("\"reason\":\"gap\"");
            assertThat(client.handoffs()).isEmpty();
        }
    }
}
