package dev.baton.gateway.subscription.web;

import dev.baton.events.Role;
import dev.baton.gateway.AccountEvents;
import dev.baton.gateway.RunningGateway;
import dev.baton.gateway.StreamClient;
import dev.baton.gateway.subscription.Seats;
import dev.baton.testing.TestTokens;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Streams of one account on one event loop that end in any order. */
class ComingAndGoingTest {
    private static final int STREAMS = 12;
    private static final int TURNS = 10;

    private static RunningGateway gateway;

    private final AccountEvents events = new AccountEvents();
    private final Random random = new Random(7);
    private final List<StreamClient> open = new ArrayList<>();

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start(Map.of("baton.gateway.stream.event-loops", "1",
                "baton.gateway.stream.heartbeat", "1s")).awaitCaughtUp();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void whoeverStaysIsToldAndWhoeverGoesIsForgotten() {
        Seats seats = gateway.context().getBean(Seats.class);
        for (int turn = 1; turn <= TURNS; turn++) {
            while (open.size() < STREAMS) {
                StreamClient stream = StreamClient.open(gateway.streamPort(),
                        TestTokens.of(events.account(), Role.ENGINEER));
                stream.await("ready");
                open.add(stream);
            }
            Collections.shuffle(open, random);
            int leaving = 1 + random.nextInt(STREAMS - 1);
            for (int i = 0; i < leaving; i++) {
                open.removeLast().close();
            }
            Awaitility.await().until(() -> seats.taken() == open.size());
            String problem = "turn " + turn + " of all";
            events.create(problem);
            for (StreamClient stream : open) {
                Awaitility.await(problem)
                        .until(() -> stream.handoffs()
                                .stream()
                                .anyMatch(event -> event.data().contains(problem)));
            }
        }
        // Each second, whichever slice it is in.
        for (StreamClient stream : open) {
            Awaitility.await("heartbeat").until(() -> stream.body().endsWith("\n:\n"));
        }
        open.forEach(StreamClient::close);
        Awaitility.await().until(() -> seats.taken() == 0);
        StreamServer server = gateway.context().getBean(StreamServer.class);
        server.drain();
        Awaitility.await().until(() -> server.drainState().equals("drained"));
    }
}
