package dev.baton.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.events.EventHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * kill -9 of every process in turn while juniors escalate: the launcher starts it again, nothing that was acknowledged is
 * lost, the order is kept, and a stream that reconnects misses nothing.
 */
@ExtendWith(RunningBaton.class)
class KilledProcessesIT {
    private static final long SEED = 20_261_123;

    @Test
    void nothingAcknowledgedIsLostWhicheverProcessIsKilled(Baton baton) throws Exception {
        Person junior = baton.signIn("junior@acme.example");
        List<String> acknowledged = new CopyOnWriteArrayList<>();
        AtomicBoolean stop = new AtomicBoolean();
        try (LiveStream stream = LiveStream.of(baton.signIn("owner@acme.example"))) {
            await().until(stream::isReady);
            Thread load = Thread.ofVirtual().start(() -> escalateUntil(stop, baton, junior, acknowledged));

            List<String> victims = new ArrayList<>(baton.processNames());
            Collections.shuffle(victims, new Random(SEED));
            for (String victim : victims) {
                int before = acknowledged.size();
                baton.kill(victim);
                baton.awaitHealthy();
                await("escalations after " + victim + " was killed").atMost(Duration.ofSeconds(30))
                        .until(() -> acknowledged.size() > before);
            }
            stop.set(true);
            load.join();

            assertThat(acknowledged).hasSizeGreaterThan(victims.size());
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(createdOnTopic(baton)).containsAll(acknowledged));
            assertGaplessFirstOccurrences(EventLog.read(baton.kafka()));
            assertSeenByAPageThatFollowsTheRules(baton, stream, acknowledged);
            Person owner = baton.signIn("owner@acme.example");
            assertEverybodyIsMailedOnce(owner, acknowledged);
            MetricRows.assertEqualToTheFacts(baton, owner, acknowledged.size());
        }
    }

    @Test
    void theOrderCheckerSeesAGapAndASwap() {
        assertThat(violations(List.of(1L, 2L, 2L, 1L, 3L))).isEmpty();
        assertThat(violations(List.of(1L, 3L))).isNotEmpty();
        assertThat(violations(List.of(2L, 1L, 3L))).isNotEmpty();
    }

    private static void escalateUntil(AtomicBoolean stop, Baton baton, Person junior, List<String> acknowledged) {
        for (int round = 0; !stop.get(); round++) {
            try {
                acknowledged.add(junior.at(baton.edge(1 + round % 2)).escalate("Under fire " + round).handoff());
            } catch (AssertionError | RuntimeException e) {
                // Not acknowledged: the platform owes nothing for it.
                pause();
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Set<String> createdOnTopic(Baton baton) {
        Set<String> created = new HashSet<>();
        for (ConsumerRecord<String, byte[]> record : EventLog.read(baton.kafka())) {
            if (EventLog.header(record, EventHeaders.EVENT_TYPE).equals("handoff_created")) {
                created.add(Person.JSON.readTree(record.value()).get("data").get("handoff_id").asString());
            }
        }
        return created;
    }

    private static void assertGaplessFirstOccurrences(List<ConsumerRecord<String, byte[]>> records) {
        Map<String, List<Long>> byAccount = new HashMap<>();
        records.forEach(record -> byAccount.computeIfAbsent(record.key(), key -> new ArrayList<>())
                .add(Long.valueOf(EventLog.header(record, EventHeaders.SEQUENCE))));
        byAccount.forEach((account, sequences) -> assertThat(violations(sequences)).as(account).isEmpty());
    }

    /** First occurrences must count 1, 2, 3, …; a stale repeat may follow. */
    private static List<String> violations(List<Long> sequences) {
        List<String> violations = new ArrayList<>();
        long last = 0;
        for (long sequence : new LinkedHashSet<>(sequences)) {
            if (sequence != last + 1) {
                violations.add(sequence + " after " + last);
            }
            last = sequence;
        }
        return violations;
    }

    // A gateway whose memory is younger than the cursor says resync, and the page then fetches the queue: together they
    // must know every handoff. A gap in the feed is never excused.
    private static void assertSeenByAPageThatFollowsTheRules(Baton baton, LiveStream stream,
            List<String> acknowledged) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            List<LiveStream.Event> resyncs = stream.events().stream().filter(e -> e.type().equals("resync")).toList();
            assertThat(resyncs).noneMatch(resync -> resync.json().get("reason").asString().contains("gap"));
            Set<String> known = new HashSet<>(stream.handoffs("handoff_created"));
            if (!resyncs.isEmpty()) {
                known.addAll(queue(baton));
            }
            assertThat(known).containsAll(acknowledged);
            assertThat(stream.handoffs("handoff_created")).contains(acknowledged.getLast());
        });
        stream.sequencesByConnection().forEach(sequences -> assertThat(sequences).isSorted().doesNotHaveDuplicates());
    }

    private static Set<String> queue(Baton baton) {
        Person owner = baton.signIn("owner@acme.example");
        Set<String> ids = new HashSet<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = owner.get("/ai-sessions/escalation-queue?limit=500" + cursor).expect(200);
            page.get("items").forEach(card -> ids.add(card.get("id").asString()));
            cursor = page.get("next_cursor").isNull() ? null : "&cursor=" + page.get("next_cursor").asString();
        }
        return ids;
    }

    // A mail that was on the wire when its sender was killed waits for the end of a lease before it is repeated, marked;
    // every other one has to be accepted by now.
    private static void assertEverybodyIsMailedOnce(Person owner, List<String> acknowledged) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            for (String handoff : acknowledged) {
                JsonNode deliveries = owner.get("/deliveries?handoff_id=" + handoff).expect(200).get("items");
                assertThat(Set.copyOf(deliveries.findValuesAsString("recipient_id"))).as(handoff).hasSize(4);
                assertThat(deliveries.findValuesAsString("state")).as(handoff)
                        .hasSize(4)
                        .isSubsetOf("accepted", "sending");
            }
        });
    }
}
