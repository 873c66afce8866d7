package dev.baton.messaging.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.events.Topics;
import dev.baton.messaging.TopicReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Acceptance E2 with faults: whatever is killed, nothing is lost and first occurrences are in order. */
class RelayFaultsTest {
    private static final long SEED = 20260802;

    private static final OutboxFixture outbox = new OutboxFixture();
    private static final BrokerProcess broker = BrokerProcess.shared();

    @AfterAll
    static void stop() {
        outbox.close();
    }

    @ParameterizedTest
    @EnumSource(value = RelayProcess.Halt.class, names = "NEVER", mode = EnumSource.Mode.EXCLUDE)
    void aRelayThatDiesInTheMiddleOfARoundIsContinuedByAnother(RelayProcess.Halt point) throws Exception {
        try (Traffic traffic = Traffic.of(outbox, 3, 4, SEED).allow(200)) {
            await().until(() -> traffic.commits().size() > 200);
            traffic.end();
            try (RelayProcess dying = RelayProcess.start(outbox, broker.bootstrapServers(), point)) {
                assertThat(dying.awaitEnd()).isTrue();
            }
            assertThat(outbox.waiting()).isPositive();

            OutboxRelay other = Relays.relay(outbox.relayLogin(), broker.bootstrapServers());
            other.start();
            await().atMost(Duration.ofSeconds(20)).until(() -> outbox.waiting() == 0);
            other.stop();

            OrderChecker checker = check(traffic);
            assertThat(checker.violations(traffic.commits())).isEmpty();
            assertThat(checker.repeats() > 0).isEqualTo(point == RelayProcess.Halt.BEFORE_COMMIT);
        }
    }

    @Test
    void relaysThatAreKilledAtAnyMomentLoseNothing() throws Exception {
        Random random = new Random(SEED);
        RelayProcess one = RelayProcess.start(outbox, broker.bootstrapServers(), RelayProcess.Halt.NEVER);
        RelayProcess two = RelayProcess.start(outbox, broker.bootstrapServers(), RelayProcess.Halt.NEVER);
        try (Traffic traffic = Traffic.of(outbox, 5, 4, SEED)) {
            for (int kill = 0; kill < 4; kill++) {
                int before = traffic.commits().size();
                traffic.allow(200);
                await().atMost(Duration.ofSeconds(30)).until(() -> traffic.commits().size() > before + 100);
                TimeUnit.MILLISECONDS.sleep(random.nextInt(200));
                one.kill();
                one = two;
                two = RelayProcess.start(outbox, broker.bootstrapServers(), RelayProcess.Halt.NEVER);
            }
            assertNothingLost(traffic);
        } finally {
            one.kill();
            two.kill();
        }
    }

    @Test
    void aRelayThatWakesFromAPauseBringsOnlyStaleRepeats() throws Exception {
        RelayProcess paused = RelayProcess.start(outbox, broker.bootstrapServers(), RelayProcess.Halt.NEVER);
        OutboxRelay other = Relays.relay(outbox.relayLogin(), broker.bootstrapServers());
        try (paused; Traffic traffic = Traffic.of(outbox, 3, 4, SEED).allow(100)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> outbox.waiting() == 0);
            traffic.allow(1_000);
            TimeUnit.MILLISECONDS.sleep(50);
            paused.signal("STOP");
            other.start();

            // At the latest when PostgreSQL ends the transaction of the paused one.
            await().atMost(Duration.ofSeconds(30)).until(() -> outbox.waiting() == 0);
            traffic.allow(100);
            paused.signal("CONT");

            assertNothingLost(traffic);
        } finally {
            other.stop();
        }
    }

    @Test
    void aBrokerThatIsKilledAndComesBackHasEverythingInOrder() throws Exception {
        OutboxRelay relay = Relays.relay(outbox.relayLogin(), broker.bootstrapServers());
        relay.start();
        try (Traffic traffic = Traffic.of(outbox, 5, 4, SEED).allow(300)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> traffic.commits().size() > 300);
            traffic.allow(300);
            broker.kill();
            await().atMost(Duration.ofSeconds(30)).until(() -> outbox.waiting() > 300);
            broker.start();
            traffic.allow(200);

            assertNothingLost(traffic);
        } finally {
            relay.stop();
        }
    }

    /** A broker that is slow could not acknowledge a large round within the deadline, however often it is tried. */
    @Test
    void aRelayThatFailedGoesOnWithSmallRounds() throws Exception {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        OutboxRelay relay = Relays.relay(outbox.relayLogin(),
                Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()), meters);
        try (Traffic traffic = Traffic.of(outbox, 3, 4, SEED).allow(100)) {
            await().until(() -> traffic.commits().size() >= 100);
            traffic.end();
            broker.kill();
            relay.start();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> meters.get("baton.outbox.failures").counter().count() > 0);
            broker.start();

            await().atMost(Duration.ofSeconds(40)).until(() -> outbox.waiting() == 0);

            // Twenty of one event, then portions of twenty; not two large ones.
            assertThat(meters.get("baton.outbox.round").timer().count()).isGreaterThan(20);
            assertThat(check(traffic).violations(traffic.commits())).isEmpty();
        } finally {
            relay.stop();
        }
    }

    @Test
    void aRelayWhoseConnectionIsCutGoesOn() {
        OutboxRelay relay = Relays.relay(outbox.relayLogin(), broker.bootstrapServers());
        relay.start();
        try (Traffic traffic = Traffic.of(outbox, 3, 4, SEED)) {
            for (int cut = 0; cut < 5; cut++) {
                int before = traffic.commits().size();
                traffic.allow(100);
                await().atMost(Duration.ofSeconds(30)).until(() -> traffic.commits().size() > before + 50);
                outbox.query("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = ?",
                        Long.class, outbox.relayUser());
            }
            assertNothingLost(traffic);
        } finally {
            relay.stop();
        }
    }

    private static void assertNothingLost(Traffic traffic) {
        await().atMost(Duration.ofSeconds(30)).until(traffic::isIdle);
        traffic.end();
        await().atMost(Duration.ofSeconds(40)).until(() -> outbox.waiting() == 0);
        // The deletion is committed after the acknowledgement, so everything is on the topic now.
        OrderChecker checker = check(traffic);
        assertThat(checker.violations(traffic.commits())).isEmpty();
        assertThat(checker.distinct()).isEqualTo(traffic.commits().size());
    }

    private static OrderChecker check(Traffic traffic) {
        Set<String> accounts = traffic.accounts()
                .stream()
                .map(Object::toString)
                .collect(Collectors.toCollection(HashSet::new));
        OrderChecker checker = new OrderChecker();
        TopicReader.readAll(broker.bootstrapServers(), Topics.HANDOFF_EVENTS)
                .stream()
                .filter(record -> accounts.contains(TopicReader.header(record, "account-id")))
                .forEach(checker::see);
        return checker;
    }
}
