package dev.baton.gateway.subscription.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.events.Role;
import dev.baton.gateway.AccountEvents;
import dev.baton.gateway.RunningGateway;
import dev.baton.gateway.StreamClient;
import dev.baton.gateway.StreamClient.SseEvent;
import dev.baton.gateway.feed.AccountLogs;
import dev.baton.gateway.feed.Cursor;
import dev.baton.gateway.feed.TopicScan;
import dev.baton.testing.TestTokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeTest {
    private final AccountEvents events = new AccountEvents();
    private final int one = RunningGateway.first().streamPort();
    private final int other = RunningGateway.second().streamPort();
    private final String token = TestTokens.of(events.account(), Role.ENGINEER);

    @Test
    void theOtherReplicaGoesOnWhereTheClientWas() {
        String last = lastIdAfter(events.create(3), 3);
        events.create(2).recordStep();
        events.create(2);

        try (StreamClient client = StreamClient.resume(other, token, last)) {
            client.awaitHandoffs(4);
            SseEvent ready = client.events().getFirst();
            assertThat(ready.data()).contains("\"resumed\":true");
            assertThat(ready.id()).isEqualTo(last);
            assertThat(StreamTest.sequences(client)).containsExactly(sequence(4), sequence(5), sequence(7),
                    sequence(8));
        }
    }

    @Test
    void nothingIsLostOrRepeatedHoweverOftenAClientMoves() {
        Random random = new Random(5);
        List<String> seen = new ArrayList<>();
        String last = "";
        try (StreamClient client = StreamClient.open(one, token)) {
            last = client.await("ready").id();
        }
        for (int round = 0; round < 25; round++) {
            events.create(random.nextInt(4));
            long sent = events.sequence();
            try (StreamClient client = StreamClient.resume(random.nextBoolean() ? one : other, token, last)) {
                client.awaitHandoffs((int) sent - seen.size());
                // What a client has read when its connection breaks is anything up to what was sent.
                List<SseEvent> read = client.handoffs().subList(0, random.nextInt((int) sent - seen.size() + 1));
                read.forEach(event -> seen.add(StreamTest.sequence(event)));
                last = read.isEmpty() ? last : read.getLast().id();
            }
        }
        assertThat(seen).isEqualTo(IntStream.rangeClosed(1, seen.size()).mapToObj(ResumeTest::sequence).toList());
        assertThat(seen).isNotEmpty();
    }

    @Test
    void theQueryWorksLikeTheHeaderAndTheHeaderWins() {
        String last = lastIdAfter(events.create(2), 1);

        try (StreamClient query = StreamClient.send(one, "GET " + StreamClient.PATH + "?last_event_id=" + last
                + " HTTP/1.1", "Authorization: Bearer " + token);
                StreamClient both = StreamClient.send(one, "GET " + StreamClient.PATH + "?last_event_id=garbage"
                        + " HTTP/1.1", "Authorization: Bearer " + token, "Last-Event-ID: " + last)) {
            assertThat(StreamTest.sequences(query.awaitHandoffs(1))).containsExactly(sequence(2));
            assertThat(StreamTest.sequences(both.awaitHandoffs(1))).containsExactly(sequence(2));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "-1", "9223372036854775808", "AQ", "../..", "{}", "%F0%9F%98%80"})
    void garbageGetsAStreamThatSaysResync(String garbage) {
        lastIdAfter(events.create(1), 1);

        try (StreamClient client = StreamClient.resume(one, token, garbage)) {
            SseEvent resync = client.await("resync");
            assertThat(client.status()).isEqualTo(200);
            assertThat(client.events().getFirst().data()).contains("\"resumed\":false");
            assertThat(resync.data()).contains("\"reason\":\"unknown_cursor\"", "\"oldest\":", "\"head\":");
            events.create(1);
            assertThat(StreamTest.sequences(client.awaitHandoffs(1))).containsExactly(sequence(2));
            assertThat(resync.id()).isNotEmpty();
        }
    }

    @Test
    void tenKilobytesOfGarbageToo() {
        try (StreamClient client = StreamClient.resume(one, token, "A".repeat(10 * 1024))) {
            client.await("resync");
        }
    }

    @Test
    void theCursorOfAnotherAccountIsGarbageAndTellsNothing() {
        AccountEvents foreign = new AccountEvents();
        foreign.create("a secret of globex");
        String cursor;
        try (StreamClient theirs = StreamClient.open(one, TestTokens.of(foreign.account(), Role.OWNER))) {
            cursor = theirs.await("ready").id();
        }
        foreign.create("another secret of globex");
        events.create("our own");

        try (StreamClient client = StreamClient.resume(one, token, cursor)) {
            client.await("resync");
            events.create("later");
            client.awaitHandoffs(1);
            assertThat(client.body()).doesNotContain("globex", foreign.account().toString(), cursor).contains("later");
        }
    }

    @Test
    void aCursorFromTheFutureIsWaitedForAndThenSaysResync() {
        events.create(2);
        AccountLogs logs = RunningGateway.first().context().getBean(AccountLogs.class);
        TopicScan scan = Objects.requireNonNull(logs.topic());
        String future = new Cursor(scan.topicId(), partition(), 1, 40, 1_000_000).encode(events.account());

        long began = System.nanoTime();
        try (StreamClient client = StreamClient.resume(one, token, future)) {
            assertThat(client.await("resync").data()).contains("\"reason\":\"ahead\"");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(7_900));
        }
    }

    @Test
    void aReplicaThatIsOnlyLateIsWaitedFor() {
        String second = lastIdAfter(events.create(2), 2);
        Cursor seen = Cursor.decode(second, events.account()).orElseThrow();
        String third = new Cursor(seen.topicId(), seen.partition(), seen.epoch(), 3, seen.offset() + 1)
                .encode(events.account());

        try (StreamClient client = StreamClient.resume(other, token, third)) {
            events.create(2);

            assertThat(StreamTest.sequences(client.awaitHandoffs(1))).containsExactly(sequence(4));
            assertThat(client.events().getFirst().data()).contains("\"resumed\":true");
        }
    }

    @Test
    void aGapInTheInputIsTold() {
        try (StreamClient client = StreamClient.open(one, token)) {
            client.await("ready");
            events.create(1).from(5).create(1);

            client.awaitHandoffs(2);
            assertThat(client.events()).extracting(SseEvent::type)
                    .containsExactly("ready", "handoff_created", "resync", "handoff_created");
            assertThat(client.events().get(2).data()).contains("\"reason\":\"gap\"");
        }
    }

    @Test
    void aResyncCursorResumes() {
        lastIdAfter(events.create(3), 3);
        String cursor;
        try (StreamClient client = StreamClient.resume(one, token, "garbage")) {
            cursor = client.await("resync").id();
        }
        events.create(1);

        try (StreamClient client = StreamClient.resume(other, token, cursor)) {
            assertThat(StreamTest.sequences(client.awaitHandoffs(1))).containsExactly(sequence(4));
        }
    }

    private String lastIdAfter(AccountEvents sent, int read) {
        String from;
        try (StreamClient client = StreamClient.resume(one, token, fromTheStart())) {
            from = client.awaitHandoffs(read).handoffs().get(read - 1).id();
        }
        assertThat(sent.sequence()).isGreaterThanOrEqualTo(read);
        return from;
    }

    // Before the account's first event; its partition was scanned from its start.
    private String fromTheStart() {
        TopicScan scan = Objects.requireNonNull(RunningGateway.first().context().getBean(AccountLogs.class).topic());
        return new Cursor(scan.topicId(), partition(), 0, 0, 0).encode(events.account());
    }

    private int partition() {
        TopicScan scan = Objects.requireNonNull(RunningGateway.first().context().getBean(AccountLogs.class).topic());
        return scan.partitions().indexOf(scan.of(events.account()));
    }

    private static String sequence(long number) {
        return "%020d".formatted(number);
    }
}
