package dev.baton.gateway.subscription.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.events.MemberStatus;
import dev.baton.events.Role;
import dev.baton.events.UserId;
import dev.baton.gateway.AccountEvents;
import dev.baton.gateway.RunningGateway;
import dev.baton.gateway.StreamClient;
import dev.baton.gateway.StreamClient.End;
import dev.baton.gateway.StreamClient.SseEvent;
import dev.baton.gateway.subscription.Seats;
import dev.baton.testing.TestTokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Acceptance G7, on the wire. */
class LimitsTest {
    private static RunningGateway gateway;

    private final AccountEvents events = new AccountEvents();
    private final UserId sam = new UserId(UUID.randomUUID());
    private final String token = TestTokens.of(events.account(), sam, "Sam", Role.ENGINEER);

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start(Map.of("baton.gateway.stream.limits.per-user", "2",
                "baton.gateway.stream.limits.per-account", "3")).awaitCaughtUp();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void thePersonsOldestStreamIsToldToStayAwayAndTheOthersGoOn() {
        double before = count("baton.gateway.stream.ends", "reason", "evicted");
        try (StreamClient oldest = open(token); StreamClient middle = open(token); StreamClient newest = open(token)) {
            SseEvent evicted = oldest.await("evicted");

            assertThat(evicted.fields()).containsEntry("retry", "3600000")
                    .containsEntry("data", "{}")
                    .doesNotContainKey("id");
            assertThat(oldest.awaitEnd()).isEqualTo(End.CUT);
            events.create(1);
            assertThat(middle.awaitHandoffs(1).isOpen()).isTrue();
            assertThat(newest.awaitHandoffs(1).isOpen()).isTrue();
            assertThat(oldest.handoffs()).isEmpty();
            Awaitility.await().until(() -> count("baton.gateway.stream.ends", "reason", "evicted") == before + 1);
        }
        awaitNobody();
    }

    @Test
    void aFullAccountIsToldInsideTheStreamToComeBackLater() {
        double before = count("baton.gateway.stream.connects", "result", "account_full");
        StreamClient leaves = open(another());
        try (StreamClient one = open(another());
                StreamClient two = open(another());
                StreamClient four = StreamClient.open(gateway.streamPort(), token)) {
            SseEvent busy = four.await("busy");

            assertThat(four.status()).isEqualTo(200);
            assertThat(Integer.parseInt(busy.fields().get("retry"))).isBetween(5_000, 60_000);
            assertThat(four.awaitEnd()).isEqualTo(End.CUT);
            assertThat(count("baton.gateway.stream.connects", "result", "account_full")).isEqualTo(before + 1);
            try (StreamClient elsewhere = open(TestTokens.of(new AccountEvents().account(), Role.ENGINEER))) {
                assertThat(elsewhere.isOpen()).isTrue();
            }
            assertThat(one.isOpen() && two.isOpen() && leaves.isOpen()).isTrue();
            leaves.close();
            Awaitility.await().until(() -> taken() == 2);
            try (StreamClient five = open(token)) {
                assertThat(five.isOpen()).isTrue();
            }
        }
        awaitNobody();
    }

    @Test
    void aPlaceIsGivenBackHoweverItsStreamEnds() {
        events.changePerson(sam, Role.ENGINEER, MemberStatus.ACTIVE);
        String colleague = another();
        StreamClient leaves = open(colleague);
        StreamClient evicted = open(token);
        StreamClient second = open(token);
        assertThat(taken()).isEqualTo(3);
        StreamClient third = open(token);
        assertThat(evicted.awaitEnd()).isEqualTo(End.CUT);
        assertThat(taken()).isEqualTo(3);

        leaves.close();
        events.changePerson(sam, Role.ENGINEER, MemberStatus.DEACTIVATED);

        assertThat(second.awaitEnd()).isEqualTo(End.CUT);
        assertThat(third.awaitEnd()).isEqualTo(End.CUT);
        awaitNobody();
    }

    private String another() {
        return TestTokens.of(events.account(), Role.ENGINEER);
    }

    private static StreamClient open(String token) {
        StreamClient client = StreamClient.open(gateway.streamPort(), token);
        client.await("ready");
        return client;
    }

    private static void awaitNobody() {
        Awaitility.await().until(() -> taken() == 0);
    }

    private static int taken() {
        return gateway.context().getBean(Seats.class).taken();
    }

    private static double count(String name, String tag, String value) {
        return gateway.context().getBean(MeterRegistry.class).get(name).tag(tag, value).counter().count();
    }
}
