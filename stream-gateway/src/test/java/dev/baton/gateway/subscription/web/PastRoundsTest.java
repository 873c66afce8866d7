package dev.baton.gateway.subscription.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.events.Role;
import dev.baton.gateway.AccountEvents;
import dev.baton.gateway.RunningGateway;
import dev.baton.gateway.StreamClient;
import dev.baton.gateway.feed.AccountLogs;
import dev.baton.gateway.feed.Cursor;
import dev.baton.gateway.feed.TopicScan;
import dev.baton.gateway.past.Missed;
import dev.baton.testing.TestTokens;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Memory forgets while the past is read, and the rest is asked for: what is a client's bound is one for all rounds. */
class PastRoundsTest {
    private static final String LONG_PROBLEM = "x".repeat(8_000);

    private final AccountEvents events = new AccountEvents();
    private final List<Missed> asked = new CopyOnWriteArrayList<>();

    // Eight long events are all that memory has: thirteen are missed in the first round, and twelve in the second.
    @ParameterizedTest
    @CsvSource({"20, 2MB", "1000, 150KB"})
    void eachRoundCountsAgainstTheSameBounds(int maxRecords, String maxStreamSize) {
        List<Runnable> held = new CopyOnWriteArrayList<>();
        try (RunningGateway gateway = RunningGateway.start(Map.of("baton.gateway.feed.max-size", "70KB",
                "baton.gateway.past.max-records", maxRecords, "baton.gateway.past.max-stream-size", maxStreamSize),
                (reader, missed) -> {
                    asked.add(missed);
                    held.add(() -> reader.read(missed));
                }).awaitCaughtUp()) {
            long offset = events.create("the first");
            createRead(gateway, 20);
            Cursor cursor = new Cursor(topic(gateway).topicId(), events.partition(), 1, 1, offset + 1);
            try (StreamClient client = StreamClient.resume(gateway.streamPort(),
                    TestTokens.of(events.account(), Role.ENGINEER), cursor.encode(events.account()))) {
                await().until(() -> held.size() == 1);
                createRead(gateway, 12);
                held.getFirst().run();
                await().until(() -> held.size() == 2);
                held.getLast().run();

                assertThat(client.await("resync").data()).contains("\"reason\":\"too_much\"");
                assertThat(asked.getLast().records()).isBetween(24L, 26L);
            }
        }
    }

    private void createRead(RunningGateway gateway, int count) {
        long last = 0;
        for (int i = 0; i < count; i++) {
            last = events.create(LONG_PROBLEM);
        }
        long offset = last;
        await().until(() -> topic(gateway).of(events.account()).next() > offset);
    }

    private static TopicScan topic(RunningGateway gateway) {
        return Objects.requireNonNull(gateway.context().getBean(AccountLogs.class).topic());
    }
}
