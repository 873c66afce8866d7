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
import dev.baton.testing.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every way in which a stream ends, or is kept from ending. */
class EndOfStreamTest {
    private final AccountEvents events = new AccountEvents();
    private final RunningGateway gateway = RunningGateway.first();
    private final UserId user = new UserId(UUID.randomUUID());

    @AfterEach
    void realTime() {
        gateway.clock().reset();
    }

    @Test
    void aStreamEndsByItsTokensExpiryAndSaysSoBefore() {
        String token = TestTokens.of(events.account(), user, "Sam", Role.ENGINEER,
                claims -> claims.expirationTime(Date.from(Instant.now().plus(Duration.ofMinutes(10)))));
        try (StreamClient client = StreamClient.open(gateway.streamPort(), token)) {
            client.await("ready");

            gateway.clock().advance(Duration.ofMinutes(9).plusSeconds(5));
            assertThat(client.await("token_expiring").data()).contains("expires_in_ms");
            assertThat(client.isOpen()).isTrue();

            gateway.clock().advance(Duration.ofMinutes(1));
            assertThat(client.awaitEnd()).isEqualTo(End.CUT);
        }
    }

    @Test
    void silenceIsBrokenByHeartbeatsAndAfterAMinuteByAFreshCursor() {
        String token = TestTokens.of(events.account(), user, "Sam", Role.ENGINEER);
        try (StreamClient client = StreamClient.open(gateway.streamPort(), token)) {
            String ready = client.await("ready").id();
            new AccountEvents().create(50);

            gateway.clock().advance(Duration.ofSeconds(26));
            Awaitility.await().until(() -> client.body().endsWith("\n\n:\n"));
            assertThat(client.events()).hasSize(1);

            gateway.clock().advance(Duration.ofSeconds(35));
            SseEvent cursor = client.await("cursor");
            assertThat(cursor.data()).isEqualTo("{}");
            assertThat(cursor.id()).isNotEmpty();
            try (StreamClient resumed = StreamClient.resume(RunningGateway.second().streamPort(), token, ready)) {
                String answer = resumed.await("ready").data();
                assertThat(answer).as(resumed::body).contains("\"resumed\":true");
            }
            try (StreamClient resumed = StreamClient.resume(RunningGateway.second().streamPort(), token,
                    cursor.id())) {
                assertThat(resumed.await("ready").data()).contains("\"resumed\":true", "\"replayed\":0");
            }
        }
    }

    @Test
    void whoIsDeactivatedLosesTheStreamOnEveryReplicaWithinSeconds() {
        lostAfter(Role.ENGINEER, MemberStatus.DEACTIVATED, 401);
    }

    @Test
    void whoIsDeletedLosesIt() {
        lostAfter(Role.ADMIN, MemberStatus.DELETED, 401);
    }

    @Test
    void whoIsDemotedLosesIt() {
        lostAfter(Role.VIEWER, MemberStatus.ACTIVE, 403);
    }

    private void lostAfter(Role role, MemberStatus status, int nextStatus) {
        events.changePerson(user, Role.ENGINEER, MemberStatus.ACTIVE);
        String token = TestTokens.of(events.account(), user, "Sam", Role.ENGINEER);
        String colleague = TestTokens.of(events.account(), Role.ENGINEER);
        try (StreamClient one = StreamClient.open(gateway.streamPort(), token);
                StreamClient two = StreamClient.open(RunningGateway.second().streamPort(), token);
                StreamClient stays = StreamClient.open(gateway.streamPort(), colleague)) {
            one.await("ready");
            two.await("ready");
            stays.await("ready");

            events.changePerson(user, role, status);

            Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> !one.isOpen() && !two.isOpen());
            assertThat(stays.isOpen()).isTrue();
            try (StreamClient again = StreamClient.open(gateway.streamPort(), token)) {
                assertThat(again.status()).isEqualTo(nextStatus);
            }
        }
    }

    @Test
    void aChangeOfNameOrAPromotionEndsNothing() {
        String token = TestTokens.of(events.account(), user, "Sam", Role.ENGINEER);
        try (StreamClient client = StreamClient.open(gateway.streamPort(), token)) {
            client.await("ready");

            events.changePerson(user, Role.ADMIN, MemberStatus.ACTIVE);
            events.create(1);

            client.awaitHandoffs(1);
            assertThat(client.isOpen()).isTrue();
        }
    }

    @Test
    void aStaleRepeatDoesNotBringAnybodyBack() {
        events.changePerson(user, Role.ENGINEER, MemberStatus.ACTIVE);
        events.changePerson(user, Role.ENGINEER, MemberStatus.DEACTIVATED);
        events.repeatPerson(user, Role.ENGINEER, MemberStatus.ACTIVE, 1);
        String token = TestTokens.of(events.account(), user, "Sam", Role.ENGINEER);

        // The feed may still be on its way through them; once it is refused, it stays so.
        Awaitility.await().until(() -> statusOf(token) == 401);
        Awaitility.await().during(Duration.ofSeconds(1)).until(() -> statusOf(token) == 401);
    }

    private int statusOf(String token) {
        try (StreamClient client = StreamClient.open(gateway.streamPort(), token)) {
            return client.status();
        }
    }

    @Test
    void aReplicaThatGoesAwaySaysSoAndCutsAndTheOtherGoesOn() {
        String token = TestTokens.of(events.account(), user, "Sam", Role.ENGINEER);
        RunningGateway leaving = RunningGateway.start(Map.of("baton.gateway.stream.retry.drain-pause", "500ms"))
                .awaitCaughtUp();
        try (StreamClient client = StreamClient.open(leaving.streamPort(), token)) {
            client.await("ready");
            events.create(1);
            String last = client.awaitHandoffs(1).handoffs().getFirst().id();

            leaving.close();

            SseEvent drain = client.await("drain");
            assertThat(Integer.parseInt(drain.fields().get("retry"))).isBetween(200, 5_000);
            assertThat(drain.fields()).doesNotContainKey("id");
            assertThat(client.awaitEnd()).isEqualTo(End.CUT);
            events.create(1);
            try (StreamClient next = StreamClient.resume(gateway.streamPort(), token, last)) {
                assertThat(StreamTest.sequences(next.awaitHandoffs(1))).containsExactly("%020d".formatted(2));
            }
        }
    }
}
