package dev.baton.handoff.testing;

import dev.baton.events.HandoffEvent;
import dev.baton.events.Topics;
import java.util.List;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.test.context.TestComponent;

/** The handoff topic as the other services read it. */
@TestComponent
public class HandoffTopic {
    private final WholeTopic topic;

    HandoffTopic(KafkaConnectionDetails kafka) {
        topic = new WholeTopic(kafka, Topics.HANDOFF_EVENTS);
    }

    /** What it has told of this kind of a handoff until now, the oldest first. */
    public <E extends HandoffEvent> List<E> of(Desks.Escalated escalated, Class<E> type) {
        return topic.events(type)
                .stream()
                .filter(event -> event.subject().equals("handoffs/" + escalated.handoff()))
                .toList();
    }
}
