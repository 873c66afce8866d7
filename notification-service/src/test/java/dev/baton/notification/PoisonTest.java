package dev.baton.notification;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.events.EventEnvelope;
import dev.baton.events.HandoffCreated;
import dev.baton.events.Role;
import dev.baton.events.Topics;
import dev.baton.notification.delivery.Delivery;
import dev.baton.testing.events.PoisonRecord;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Acceptance E6, E7 on both topics that this service reads. */
@NotificationTest
class PoisonTest {
    private final HelpDesks desks;
    private final MeterRegistry meters;
    private final Topic topic = new Topic();

    @Autowired
    PoisonTest(HelpDesks desks, MeterRegistry meters) {
        this.desks = desks;
        this.meters = meters;
    }

    @BeforeEach
    void forget() throws SQLException {
        desks.forgetAll();
    }

    @ParameterizedTest
    @EnumSource(PoisonRecord.class)
    void thePartitionMovesOnAndWhatComesMendedIsAnnouncedOnce(PoisonRecord poison) {
        HelpDesk desk = HelpDesk.ofAJunior().with("senior", Role.ENGINEER);
        topic.publish(desk);
        double before = deadLettered(Topics.HANDOFF_EVENTS);
        HandoffCreated spoilt = desk.escalation();

        EventEnvelope mended = topic.poison(desk.id(), spoilt, poison);
        if (!poison.hasPlace()) {
            mended = topic.publish(desk.id(), spoilt);
        }
        HandoffCreated behind = desk.escalation();
        topic.publish(desk.id(), behind);

        await().atMost(20, SECONDS).until(() -> desks.knows(desk, behind));
        assertThat(deadLettered(Topics.HANDOFF_EVENTS)).isEqualTo(before + 1);
        assertThat(desks.knows(desk, spoilt)).isEqualTo(!poison.hasPlace());

        topic.publishAgain(mended);
        topic.publishAgain(mended);
        HandoffCreated last = desk.escalation();
        topic.publish(desk.id(), last);

        await().atMost(20, SECONDS).until(() -> desks.knows(desk, last));
        assertThat(desks.onlyDelivery(desk, spoilt).recipientName()).isEqualTo("senior");
    }

    @ParameterizedTest
    // A compacted topic takes no record without a key.
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NO_KEY")
    void nobodyIsKnownByAPoisonedRecordAndTheNextPersonIs(PoisonRecord poison) {
        HelpDesk desk = HelpDesk.ofAJunior();
        topic.publish(desk);
        double before = deadLettered(Topics.DIRECTORY_USERS);
        topic.poison(desk.id(), desk.with("spoilt", Role.OWNER).people().getLast(), poison);
        topic.publish(desk.id(), desk.with("senior", Role.ENGINEER).people().getLast());

        HandoffCreated escalation = desk.escalation();
        topic.publish(desk.id(), escalation);

        await().atMost(20, SECONDS).until(() -> desks.knows(desk, escalation));
        assertThat(desks.deliveries(desk, escalation)).extracting(Delivery::recipientName).containsExactly("senior");
        // Without a value it is what compaction leaves of somebody who was forgotten.
        assertThat(deadLettered(Topics.DIRECTORY_USERS)).isEqualTo(
                poison == PoisonRecord.NO_VALUE ? before : before + 1);
    }

    private double deadLettered(String topicName) {
        return meters.get("baton.inbox.records")
                .tags("topic", topicName, "outcome", "dead_lettered")
                .counter()
                .count();
    }
}
