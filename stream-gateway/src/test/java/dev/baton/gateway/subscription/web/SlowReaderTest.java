package dev.baton.gateway.subscription.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.events.Role;
import dev.baton.gateway.AccountEvents;
import dev.baton.gateway.RunningGateway;
import dev.baton.gateway.StreamClient;
import dev.baton.gateway.StreamClient.End;
import dev.baton.gateway.StreamClient.SseEvent;
import dev.baton.testing.TestTokens;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SlowReaderTest {
    private static final int EVENTS = 400;
    private static final String LONG_PROBLEM = "x".repeat(8_000);
    private static final long LOG_BYTES = 1024 * 1024;
    private static RunningGateway gateway;

    private final AccountEvents events = new AccountEvents();
    private final String token = TestTokens.of(events.account(), Role.ENGINEER);

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start(Map.of("baton.gateway.feed.max-size", LOG_BYTES + "B",
                "baton.gateway.stream.send-buffer", "16KB")).awaitCaughtUp();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void oneThatDoesNotReadCostsOthersNothingAndIsCutInTheEnd() {
        StreamClient stuck = unread();
        try (StreamClient quick = StreamClient.open(gateway.streamPort(), token)) {
            quick.await("ready");

            publishMoreThanMemory();

            assertThat(StreamTest.sequences(quick.awaitHandoffs(EVENTS)))
                    .isEqualTo(IntStream.rangeClosed(1, EVENTS).mapToObj("%020d"::formatted).toList());
            assertThat(gauge("baton.gateway.log.bytes")).isLessThanOrEqualTo(LOG_BYTES);
            // Seen stuck now, and cut when half a minute has brought no progress.
            Awaitility.await().during(Duration.ofSeconds(2)).until(quick::isOpen);
            gateway.clock().advance(Duration.ofSeconds(31));
            Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> gauge("baton.gateway.streams") == 1);
            stuck.read();
            assertThat(stuck.awaitEnd()).isEqualTo(End.CUT);
            assertThat(quick.isOpen()).isTrue();
        } finally {
            gateway.clock().reset();
            stuck.close();
        }
    }

    @Test
    void aPeerThatTakesNothingIsGivenUpThoughTheKernelHasRoomForIt() {
        try (RunningGateway impatient = RunningGateway.start(Map.of("baton.gateway.stream.stall", "1s",
                "baton.gateway.stream.send-buffer", "256KB")).awaitCaughtUp();
                StreamClient gone = StreamClient.unread(impatient.streamPort(), 4 * 1024,
                        "GET " + StreamClient.PATH + " HTTP/1.1", "Authorization: Bearer " + token)) {
            Awaitility.await().until(() -> impatient.gauge("baton.gateway.streams") == 1);
            for (int i = 0; i < 5; i++) {
                events.create(LONG_PROBLEM);
            }

            Awaitility.await()
                    .atMost(Duration.ofSeconds(40))
                    .until(() -> impatient.gauge("baton.gateway.streams") == 0);

            assertThat(impatient.counter("baton.gateway.stream.ends", "reason", "stalled")).isZero();
            gone.read();
            assertThat(gone.awaitEnd()).isEqualTo(End.CUT);
        }
    }

    @Test
    void oneThatReadsLateIsToldWhatItMissed() {
        StreamClient late = unread();
        try {
            publishMoreThanMemory();

            late.read();

            SseEvent resync = late.await("resync");
            assertThat(resync.data()).contains("\"reason\":\"too_slow\"");
            events.create(1);
            Awaitility.await().until(() -> late.handoffs().getLast().data().contains("Outlook"));
            List<String> seen = StreamTest.sequences(late);
            assertThat(seen).isSorted().doesNotHaveDuplicates().hasSizeLessThan(EVENTS);
        } finally {
            late.close();
        }
    }

    @Test
    void manyThatNeverReadCostNoMoreMemoryThanAFewAndOthersNothing() {
        // So that the log is as full before both.
        publishMoreThanMemory();
        long few = mostMemoryWith(2);
        long many = mostMemoryWith(20);

        // They hold the same blocks. A queue of its own, or only a batch, of each of the other 18 would be more.
        assertThat(many - few).isLessThan(LOG_BYTES);
    }

    private long mostMemoryWith(int count) {
        AccountEvents account = new AccountEvents();
        // Each is somebody else: one person may have only a few.
        Supplier<String> token = () -> TestTokens.of(account.account(), Role.ENGINEER);
        List<StreamClient> stuck = Stream.generate(() -> unread(token.get())).limit(count).toList();
        List<StreamClient> quick = Stream.generate(() -> StreamClient.open(gateway.streamPort(), token.get()))
                .limit(18)
                .toList();
        try {
            quick.forEach(client -> client.await("ready"));
            Awaitility.await().until(() -> gauge("baton.gateway.streams") == count + quick.size());
            long before = memory();
            AtomicLong most = new AtomicLong();

            publishMoreThanMemory(account, published -> {
                // Less than memory holds: a machine that stands still makes nobody a slow reader.
                if (published % 50 == 0) {
                    Awaitility.await()
                            .until(() -> quick.stream().allMatch(each -> each.handoffs().size() == published));
                    most.accumulateAndGet(memory() - before, Math::max);
                }
            });

            List<String> all = IntStream.rangeClosed(1, EVENTS).mapToObj("%020d"::formatted).toList();
            assertThat(quick).allSatisfy(client -> assertThat(StreamTest.sequences(client)).isEqualTo(all));
            assertThat(most.get()).isPositive();
            return most.get();
        } finally {
            stuck.forEach(StreamClient::close);
            quick.forEach(StreamClient::close);
            Awaitility.await().until(() -> gauge("baton.gateway.streams") == 0);
        }
    }

    // Of all events that are in this process, whoever holds them.
    private static long memory() {
        return UnpooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
    }

    private StreamClient unread() {
        StreamClient client = unread(token);
        Awaitility.await().until(() -> gauge("baton.gateway.streams") >= 1);
        return client;
    }

    private static StreamClient unread(String listener) {
        return StreamClient.unread(gateway.streamPort(), 8 * 1024, "GET " + StreamClient.PATH + " HTTP/1.1",
                "Authorization: Bearer " + listener);
    }

    private void publishMoreThanMemory() {
        publishMoreThanMemory(events, published -> {});
    }

    private static void publishMoreThanMemory(AccountEvents account, IntConsumer after) {
        for (int i = 1; i <= EVENTS; i++) {
            account.create(LONG_PROBLEM);
            after.accept(i);
        }
    }

    private static double gauge(String name) {
        return gateway.gauge(name);
    }
}
