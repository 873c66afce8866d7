package dev.baton.gateway.feed.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.events.MemberStatus;
import dev.baton.events.Role;
import dev.baton.events.UserId;
import dev.baton.gateway.AccountEvents;
import dev.baton.gateway.RunningGateway;
import dev.baton.gateway.StreamClient;
import dev.baton.gateway.StreamClient.SseEvent;
import dev.baton.gateway.feed.Directory;
import dev.baton.testing.TestTokens;
import dev.baton.testing.events.PoisonRecord;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is not of the contract is counted and moved past; streams keep their place (acceptance E6, G4). */
class PoisonTest {
    private final RunningGateway gateway = RunningGateway.first();
    private final AccountEvents events = new AccountEvents();
    private final String token = TestTokens.of(events.account(), Role.ENGINEER);

    @ParameterizedTest
    @EnumSource(PoisonRecord.class)
    void noKindOfPoisonReachesAStreamOrTakesItsPlace(PoisonRecord poison) {
        double before = malformed();
        String last;
        try (StreamClient client = StreamClient.open(gateway.streamPort(), token)) {
            client.await("ready");
            events.create(1);
            events.poison(poison);
            events.create(2);

            client.awaitHandoffs(3);

            // An event that could not be read is missing, and readers are told so; what has no place is none of theirs.
            assertThat(client.events()).extracting(SseEvent::type)
                    .containsExactly(poison.hasPlace()
                            ? new String[]{"ready", "handoff_created", "resync", "handoff_created", "handoff_created"}
                            : new String[]{"ready", "handoff_created", "handoff_created", "handoff_created"});
            assertThat(client.body()).doesNotContain("never shown");
            last = client.handoffs().getLast().id();
        }
        assertThat(malformed()).isEqualTo(before + 1);
        events.create(1);
        try (StreamClient client = StreamClient.resume(gateway.streamPort(), token, last)) {
            assertThat(client.awaitHandoffs(1).events().getFirst().data()).contains("\"resumed\":true");
            assertThat(client.handoffs()).hasSize(1);
        }
    }

    @Test
    void aPlaceThatIsOnlyClaimedHidesNothingThatComes() {
        try (StreamClient client = StreamClient.open(gateway.streamPort(), token)) {
            client.await("ready");
            events.claim(1, 500);
            events.create(1);
            events.claim(1, 1_000_000);
            events.claim(9, 1);
            events.create(2);

            client.awaitHandoffs(3);

            assertThat(client.events()).extracting(SseEvent::type)
                    .containsExactly("ready", "handoff_created", "handoff_created", "handoff_created");
        }
    }

    @ParameterizedTest
    // A compacted topic takes no record without a key.
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NO_KEY")
    void noKindOfPoisonMakesSomebodyAnOwner(PoisonRecord poison) {
        Directory directory = gateway.context().getBean(Directory.class);
        UserId user = new UserId(UUID.randomUUID());
        events.changePerson(user, Role.ENGINEER, MemberStatus.ACTIVE);
        await().until(() -> directory.role(user, Role.VIEWER).equals(Optional.of(Role.ENGINEER)));
        double before = malformed();

        events.poisonPerson(poison, user);
        // Read after it, in the same partition.
        UserId next = new UserId(UUID.randomUUID());
        events.changePerson(next, Role.ADMIN, MemberStatus.ACTIVE);

        await().until(() -> directory.role(next, Role.VIEWER).equals(Optional.of(Role.ADMIN)));
        assertThat(directory.role(user, Role.VIEWER)).contains(Role.ENGINEER);
        // Without a value it is what compaction leaves of somebody who was forgotten.
        assertThat(malformed()).isEqualTo(poison == PoisonRecord.NO_VALUE ? before : before + 1);
    }

    private double malformed() {
        return gateway.context().getBean(MeterRegistry.class).get("baton.gateway.feed.malformed").counter().count();
    }
}
