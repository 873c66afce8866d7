package dev.baton.gateway.subscription.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.events.Role;
import dev.baton.events.Topics;
import dev.baton.gateway.AccountEvents;
import dev.baton.gateway.RunningGateway;
import dev.baton.gateway.StreamClient;
import dev.baton.gateway.StreamClient.End;
import dev.baton.gateway.StreamClient.SseEvent;
import dev.baton.gateway.subscription.Seats;
import dev.baton.testing.TestTokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;

/** Acceptance G8, by the operator's call and by the end of the process. */
class DrainTest {
    private static final String LONG = "10m";
    private static final String RECORDS = "baton.gateway.feed.records";

    private final AccountEvents events = new AccountEvents();

    @Test
    void theFeedGoesOnAfterTheStreamsHaveEnded() {
        try (RunningGateway gateway = RunningGateway.start(Map.of("baton.gateway.stream.drain-window", "1s"))
                .awaitCaughtUp()) {
            double before = gateway.counter(RECORDS, "arrival", "first");
            gateway.context().getBean(StreamServer.class).stop();

            events.create(1);

            Awaitility.await().until(() -> gateway.counter(RECORDS, "arrival", "first") > before);
            events.create(2);
            Awaitility.await().until(() -> gateway.counter(RECORDS, "arrival", "next") > 0);
            assertThat(gateway.counter("baton.gateway.feed.restarts", "topic", Topics.HANDOFF_EVENTS)).isZero();
        }
    }

    @Test
    void aDrainIsToldToBalancersThenToStreamsAndToWhoeverStillComes() {
        try (RunningGateway gateway = RunningGateway.start(Map.of("baton.gateway.stream.drain-window", "1s",
                "baton.gateway.stream.retry.drain-pause", "4s")).awaitCaughtUp()) {
            List<StreamClient> clients = Stream.generate(() -> open(gateway)).limit(20).toList();
            clients.forEach(client -> client.await("ready"));
            assertThat(manage(gateway, "GET", "drain")).contains("\"state\":\"serving\"", "\"streams\":20");
            assertThat(draining(gateway)).isZero();
            List<Double> whenReadinessWasRefused = whenReadinessIsRefused(gateway);

            assertThat(manage(gateway, "POST", "drain")).contains("\"state\":\"draining\"");
            assertThat(whenReadinessWasRefused).as("balancers before streams").containsExactly(0.0);
            assertThat(status(gateway, "health/readiness")).isEqualTo(503);
            assertThat(status(gateway, "health/liveness")).isEqualTo(200);
            assertThat(draining(gateway)).isOne();
            StreamClient late = open(gateway);
            late.await("drain");
            assertThat(late.status()).isEqualTo(200);
            assertThat(late.events()).hasSize(1);

            Set<String> retries = clients.stream()
                    .map(client -> client.await("drain"))
                    .map(DrainTest::retry)
                    .collect(Collectors.toSet());
            // The pause is longer than the window: whoever was told first could read it, too.
            assertThat(clients).allMatch(StreamClient::isOpen);
            events.create(1);
            assertThat(retries).as("they do not come back together").hasSizeGreaterThan(10);
            assertThat(manage(gateway, "POST", "drain")).contains("\"state\":\"draining\"");
            assertThat(clients).extracting(StreamClient::awaitEnd).containsOnly(End.CUT);
            assertThat(clients).as("nothing follows the last word")
                    .allMatch(client -> client.events().getLast().type().equals("drain"));
            assertThat(clients).allMatch(client -> client.events()
                    .stream()
                    .filter(event -> event.type().equals("drain"))
                    .count() == 1);
            Awaitility.await()
                    .until(() -> manage(gateway, "GET", "drain").contains("\"state\":\"drained\",\"streams\":0"));
            assertThat(gateway.context()
                    .getBean(MeterRegistry.class)
                    .get("baton.gateway.stream.ends")
                    .tag("reason", "drained")
                    .counter()
                    .count()).isEqualTo(20);
        }
    }

    private static List<Double> whenReadinessIsRefused(RunningGateway gateway) {
        List<Double> draining = new CopyOnWriteArrayList<>();
        gateway.context().addApplicationListener((AvailabilityChangeEvent<?> change) -> {
            if (change.getState() == ReadinessState.REFUSING_TRAFFIC) {
                draining.add(draining(gateway));
            }
        });
        return draining;
    }

    @Test
    void whoeverIsStillBeingLetInIsToldToo() {
        try (RunningGateway gateway = withoutKafka()) {
            StreamClient waits = open(gateway);
            Awaitility.await().until(() -> gateway.context().getBean(Seats.class).taken() == 1);

            manage(gateway, "POST", "drain");

            assertThat(waits.await("drain").fields()).containsKey("retry");
            assertThat(waits.status()).isEqualTo(200);
            assertThat(waits.awaitEnd()).isEqualTo(End.CUT);
            Awaitility.await().until(() -> manage(gateway, "GET", "drain").contains("\"state\":\"drained\""));
        }
    }

    private static RunningGateway withoutKafka() {
        return RunningGateway.start(Map.of("spring.kafka.bootstrap-servers", "127.0.0.1:9",
                "baton.gateway.stream.ahead-wait", "10s"));
    }

    @Test
    void aStreamThatWaitsForItsPastIsToldToo() {
        try (RunningGateway gateway = RunningGateway.start(Map.of("baton.gateway.feed.max-size", "70KB",
                "baton.gateway.stream.past-wait", "10s"), (past, missed) -> {}).awaitCaughtUp()) {
            String token = TestTokens.of(events.account(), Role.ENGINEER);
            String cursor = readsOneAndForgets(gateway, token);
            Awaitility.await().until(() -> gateway.context().getBean(Seats.class).taken() == 0);

            try (StreamClient waits = StreamClient.resume(gateway.streamPort(), token, cursor)) {
                Awaitility.await().until(() -> gateway.context().getBean(Seats.class).taken() == 1);
                manage(gateway, "POST", "drain");

                waits.await("drain");
                assertThat(waits.status()).isEqualTo(200);
                assertThat(waits.awaitEnd()).isEqualTo(End.CUT);
                assertThat(waits.events()).hasSize(1);
            }
        }
    }

    // What comes after the cursor is not in memory any more.
    private String readsOneAndForgets(RunningGateway gateway, String token) {
        try (StreamClient client = StreamClient.open(gateway.streamPort(), token)) {
            client.await("ready");
            events.create(1);
            String cursor = client.awaitHandoffs(1).handoffs().getFirst().id();
            for (int i = 0; i < 20; i++) {
                events.create("x".repeat(8_000));
            }
            client.awaitHandoffs(21);
            return cursor;
        }
    }

    private static String retry(SseEvent drain) {
        String retry = drain.fields().get("retry");
        assertThat(Integer.parseInt(retry)).isBetween(200, 5_000);
        return retry;
    }

    @Test
    @Timeout(60)
    void aReplicaWithoutStreamsStopsAtOnce() {
        RunningGateway gateway = RunningGateway.start(Map.of("baton.gateway.stream.drain-window", LONG));

        gateway.close();

        assertThat(gateway.context().isActive()).isFalse();
    }

    @Test
    @Timeout(60)
    void aDrainEndsWithTheLastStreamAndNotWithItsWindow() {
        RunningGateway gateway = RunningGateway.start(Map.of("baton.gateway.stream.drain-window", LONG))
                .awaitCaughtUp();
        StreamClient client = open(gateway);
        client.await("ready");
        manage(gateway, "POST", "drain");
        assertThat(client.isOpen()).as("its turn comes later").isTrue();

        client.close();

        Awaitility.await().until(() -> manage(gateway, "GET", "drain").contains("\"state\":\"drained\""));
        gateway.close();
    }

    @Test
    @Timeout(60)
    void aPortThatIsTakenEndsTheStartWithoutADrain() {
        int taken = RunningGateway.first().streamPort();

        assertThatThrownBy(() -> RunningGateway.start(Map.of("baton.gateway.stream.port", taken,
                "baton.gateway.stream.drain-window", LONG))).rootCause().hasMessageContaining("in use");
    }

    @Test
    void beforeTheEndOfTheProcessItsStreamsEndOneAfterTheOther() {
        RunningGateway gateway = RunningGateway.start(Map.of("baton.gateway.stream.drain-window", "3s",
                "baton.gateway.stream.retry.drain-pause", "500ms")).awaitCaughtUp();
        List<StreamClient> clients = Stream.generate(() -> open(gateway)).limit(12).toList();
        clients.forEach(client -> client.await("ready"));

        Thread.ofVirtual().start(gateway::close);

        Awaitility.await().pollInterval(Duration.ofMillis(20)).until(() -> clients.stream().anyMatch(DrainTest::ended));
        assertThat(clients.stream().filter(StreamClient::isOpen)).as("others are still open").hasSizeGreaterThan(4);
        assertThat(clients).extracting(StreamClient::awaitEnd).containsOnly(End.CUT);
        assertThat(clients).allMatch(client -> client.events().getLast().type().equals("drain"));
        Awaitility.await().until(() -> !gateway.context().isRunning());
    }

    private static boolean ended(StreamClient client) {
        return !client.isOpen();
    }

    private StreamClient open(RunningGateway gateway) {
        return StreamClient.open(gateway.streamPort(), TestTokens.of(events.account(), Role.ENGINEER));
    }

    private static double draining(RunningGateway gateway) {
        return gateway.context().getBean(MeterRegistry.class).get("baton.gateway.draining").gauge().value();
    }

    private static int status(RunningGateway gateway, String endpoint) {
        try (StreamClient answer = ask(gateway, "GET", endpoint)) {
            return answer.status();
        }
    }

    private static String manage(RunningGateway gateway, String method, String endpoint) {
        try (StreamClient answer = ask(gateway, method, endpoint)) {
            answer.awaitEnd();
            assertThat(answer.status()).isEqualTo(200);
            return answer.body();
        }
    }

    private static StreamClient ask(RunningGateway gateway, String method, String endpoint) {
        return StreamClient.send(gateway.managementPort(), method + " /actuator/" + endpoint + " HTTP/1.1",
                "Connection: close", "Content-Length: 0");
    }
}
