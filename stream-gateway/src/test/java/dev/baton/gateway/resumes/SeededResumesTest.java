package dev.baton.gateway.resumes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.gateway.AccountEvents;
import dev.baton.gateway.BrokerProcess;
import dev.baton.gateway.resumes.Publisher.Account;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * G3, G4, G5: whichever replica is killed and however slowly clients read, each is told all that happened, once and in
 * order, or that it was not. Seeded; {@code infra/test --full} resumes 10,000 times. {@code ToldTest} shows that the
 * check can fail.
 */
class SeededResumesTest {
    private static final long SEED = 20_261_127;
    private static final boolean FULL = Boolean.getBoolean("baton.full");
    private static final int RESUMES = FULL ? 10_000 : 300;
    private static final int KILLS = FULL ? 40 : 4;
    private static final int CLIENTS = FULL ? 40 : 20;
    // About a second of what happens is in memory; who takes nothing for a second is cut.
    private static final Map<String, String> SETTINGS = Map.of("baton.gateway.feed.max-size", "256KB",
            "baton.gateway.stream.send-buffer", "16KB", "baton.gateway.stream.stall", "1s",
            "baton.gateway.stream.past-wait", "8s", "baton.gateway.stream.ahead-wait", "8s");

    private static final String RESUMES_TOTAL = "baton_gateway_stream_resumes_total";
    private static final String RESYNCS_TOTAL = "baton_gateway_stream_resyncs_total";
    private static final String RECORDS_TOTAL = "baton_gateway_feed_records_total";

    private final AtomicInteger resumed = new AtomicInteger();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final List<Wanderer> clients = new ArrayList<>();
    // When the last replica was killed.
    private double fromKafkaBefore;

    @Test
    void nothingIsLostOrRepeatedHoweverReplicasDieAndClientsStall(@TempDir Path folder) throws Exception {
        // Of its own: on the shared one other tests lose events on purpose, and replicas count what they read.
        try (BrokerProcess broker = BrokerProcess.start(folder);
                Producer<byte[], byte[]> producer = AccountEvents.producer(broker.address());
                GatewayProcess one = GatewayProcess.start(folder, "one", settings(broker));
                GatewayProcess other = GatewayProcess.start(folder, "other", settings(broker));
                Publisher publisher = new Publisher(3, SEED, producer);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<GatewayProcess> replicas = List.of(one.awaitServing(), other.awaitServing());
            List<Account> accounts = publisher.accounts();
            IntStream.range(0, CLIENTS)
                    .forEach(number -> clients.add(new Wanderer(accounts.get(number % accounts.size()), replicas,
                            SEED + number, ended, resumed::incrementAndGet)));
            publisher.start();
            List<Future<?>> wandering = new ArrayList<>();
            clients.forEach(client -> wandering.add(threads.submit(() -> {
                client.wander();
                return null;
            })));

            killInTurns(replicas);
            ended.countDown();
            for (Future<?> each : wandering) {
                each.get();
            }
            publisher.stop();

            for (Wanderer client : clients) {
                assertThat(client.readsToTheEnd(replicas.get(clients.indexOf(client) % 2))).isTrue();
                assertThat(client.told().violations()).as("seed " + SEED).isEmpty();
            }
            assertEverythingWasTried(replicas);
        }
    }

    private static Map<String, String> settings(BrokerProcess broker) {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("spring.kafka.bootstrap-servers", broker.address());
        return settings;
    }

    private void killInTurns(List<GatewayProcess> replicas) {
        for (int kill = 1; kill <= KILLS; kill++) {
            awaitResumes(RESUMES * kill / (KILLS + 1));
            GatewayProcess replica = replicas.get(kill % 2);
            replica.kill();
            replica.start();
            replica.awaitServing();
        }
        fromKafkaBefore = count(replicas, RESUMES_TOTAL, "kind=\"kafka\"");
        awaitResumes(RESUMES);
    }

    private void awaitResumes(int count) {
        await().atMost(Duration.ofMinutes(5)).until(() -> resumed.get() >= count);
    }

    // Or it would show nothing: from Kafka and from memory, and clients that were too slow were cut or told.
    private void assertEverythingWasTried(List<GatewayProcess> replicas) {
        double fromKafka = count(replicas, RESUMES_TOTAL, "kind=\"kafka\"");
        assertThat(fromKafka).isGreaterThan(fromKafkaBefore);
        assertThat(count(replicas, RESUMES_TOTAL, "kind=\"memory\"")).isPositive();
        assertThat(count(replicas, RESUMES_TOTAL, "kind=\"unavailable\"")
                + count(replicas, RESUMES_TOTAL, "kind=\"too_much\"")).as("of %s", fromKafka)
                .isLessThanOrEqualTo(fromKafka / 10);
        assertThat(count(replicas, "baton_gateway_stream_ends_total", "reason=\"stalled\"")
                + count(replicas, RESYNCS_TOTAL, "reason=\"too_slow\"")).isPositive();
        assertThat(count(replicas, RECORDS_TOTAL, "arrival=\"stale\"")).as("repeats").isPositive();
        assertThat(count(replicas, RECORDS_TOTAL, "arrival=\"gap\"")).isZero();
        // Nothing was lost, no topic was made anew and no database restored: none of these has a reason.
        for (String reason : List.of("gap", "too_old", "new_epoch", "new_topic", "unknown_cursor")) {
            assertThat(count(replicas, RESUMES_TOTAL, "kind=\"" + reason + "\"")
                    + count(replicas, RESYNCS_TOTAL, "reason=\"" + reason + "\"")).as(reason).isZero();
        }
        long resyncs = clients.stream().mapToLong(client -> client.told().resyncs()).sum();
        assertThat(resyncs).as("clients that fetched anew").isLessThan(resumed.get() / 2);
        assertThat(clients).allSatisfy(client -> assertThat(client.told().events()).isPositive());
    }

    private static double count(List<GatewayProcess> replicas, String name, String label) {
        return replicas.stream().mapToDouble(replica -> replica.count(name, label)).sum();
    }
}
