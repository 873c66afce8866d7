package dev.baton.gateway.subscription.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.events.AccountId;
import dev.baton.events.Role;
import dev.baton.gateway.RunningGateway;
import dev.baton.gateway.StreamClient;
import dev.baton.gateway.subscription.Seats;
import dev.baton.testing.TestTokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A thousand at once, as after a break of the network. Ten thousand are a benchmark. */
class ConnectionStormTest {
    private static final int MANY = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void allWhoComeAtOnceAreLetIn() throws Exception {
        RunningGateway gateway = RunningGateway.second();
        Seats seats = gateway.context().getBean(Seats.class);
        Awaitility.await().until(() -> seats.taken() == 0);

        List<StreamClient> clients = storm(gateway);
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(outcomes(clients)).isEqualTo(Map.of("ready", (long) MANY)));
            assertThat(clients).allMatch(StreamClient::isOpen);
            assertThat(seats.taken()).isEqualTo(MANY);
            // It is started by the port that it accepts for.
            assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
                    .anyMatch(name -> name.startsWith("accept-streams"));
        } finally {
            clients.forEach(StreamClient::close);
        }
        Awaitility.await().atMost(PATIENCE).until(() -> seats.taken() == 0);
    }

    @Test
    void whoseTokenCannotBeCheckedInTimeIsToldInsideTheStreamToComeBack() throws Exception {
        try (RunningGateway gateway = RunningGateway.start(Map.of("baton.gateway.stream.auth-threads", "1",
                "baton.gateway.stream.auth-queue", "1")).awaitCaughtUp()) {
            List<StreamClient> clients = storm(gateway);
            try {
                Awaitility.await()
                        .atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(outcomes(clients)).containsKey("busy")
                                .satisfies(told -> assertThat(told.keySet()).isSubsetOf("ready", "busy")));
                assertThat(clients).allMatch(each -> each.status() == 200);
            } finally {
                clients.forEach(StreamClient::close);
            }
        }
    }

    // Connecting fails where a handshake is refused.
    private static List<StreamClient> storm(RunningGateway gateway) throws Exception {
        AccountId account = new AccountId(UUID.randomUUID());
        CountDownLatch go = new CountDownLatch(1);
        Stream<Callable<StreamClient>> comers = IntStream.range(0, MANY)
                .mapToObj(i -> TestTokens.of(account, Role.ENGINEER))
                .toList()
                .stream()
                .map(token -> () -> {
                    go.await();
                    return StreamClient.open(gateway.streamPort(), token);
                });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<StreamClient>> opened = comers.map(threads::submit).toList();
            go.countDown();
            List<StreamClient> clients = new ArrayList<>();
            for (Future<StreamClient> each : opened) {
                clients.add(each.get());
            }
            return clients;
        }
    }

    /** How many were told what first; who was cut before, or has heard nothing yet, shows as such. */
    private static Map<String, Long> outcomes(List<StreamClient> clients) {
        return clients.stream().collect(Collectors.groupingBy(ConnectionStormTest::outcome, Collectors.counting()));
    }

    private static String outcome(StreamClient client) {
        List<StreamClient.SseEvent> events = client.events();
        if (events.isEmpty()) {
            return client.isOpen() ? "nothing yet" : "cut";
        }
        return events.getFirst().type();
    }
}
