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
            assertToldOrAnnounced(stream, acknowledged);
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

    // While a replica of the gateway is away for long its log forgets, and says so with resync: the page refetches then.
    private static void assertToldOrAnnounced(LiveStream stream, List<String> acknowledged) {
        boolean resynced = stream.events().stream().anyMatch(event -> event.type().equals("resync"));
        if (!resynced) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(stream.handoffs("handoff_created")).containsAll(acknowledged));
        }
        List<String> told = stream.handoffs("handoff_created");
        assertThat(told).contains(acknowledged.getLast());
    }
}
