package dev.baton.gateway.subscription.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.events.Role;
import dev.baton.gateway.AccountEvents;
import dev.baton.gateway.RunningGateway;
import dev.baton.gateway.StreamClient;
import dev.baton.gateway.StreamClient.End;
import dev.baton.gateway.StreamClient.SseEvent;
import dev.baton.testing.TestTokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
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
    void aFewThatNeverReadCostMemoryOnceAndTheManyNothing() {
        List<StreamClient> stuck = Stream.generate(this::unread).limit(2).toList();
        List<StreamClient> quick = Stream.generate(() -> StreamClient.open(gateway.streamPort(), token))
                .limit(38)
                .toList();
        try {
            quick.forEach(client -> client.await("ready"));
            AtomicLong most = new AtomicLong();

            publishMoreThanMemory(count -> {
                most.accumulateAndGet((long) gauge("baton.gateway.log.bytes"), Math::max);
                // Less than memory holds: a machine that stands still makes nobody a slow reader.
                if (count % 50 == 0) {
                    Awaitility.await().until(() -> quick.stream().allMatch(each -> each.handoffs().size() == count));
                }
            });

            List<String> all = IntStream.rangeClosed(1, EVENTS).mapToObj("%020d"::formatted).toList();
            assertThat(quick).allSatisfy(
                    client -> assertThat(StreamTest.sequences(client.awaitHandoffs(EVENTS))).isEqualTo(all));
            assertThat(most.get()).isPositive().isLessThanOrEqualTo(LOG_BYTES);
            assertThat(stuck).allSatisfy(client -> assertThat(client.events()).isEmpty());
        } finally {
            stuck.forEach(StreamClient::close);
            quick.forEach(StreamClient::close);
        }
    }

    private StreamClient unread() {
        StreamClient client = StreamClient.unread(gateway.streamPort(), 8 * 1024, "GET " + StreamClient.PATH
                + " HTTP/1.1", "Authorization: Bearer " + token);
        Awaitility.await().until(() -> gauge("baton.gateway.streams") >= 1);
        return client;
    }

    private void publishMoreThanMemory() {
        publishMoreThanMemory(count -> {});
    }

    private void publishMoreThanMemory(IntConsumer after) {
        for (int i = 1; i <= EVENTS; i++) {
            events.create(LONG_PROBLEM);
            after.accept(i);
        }
    }

    private static double gauge(String name) {
        return gateway.gauge(name);
    }
}
