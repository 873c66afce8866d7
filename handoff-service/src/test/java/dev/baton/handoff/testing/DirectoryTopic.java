package dev.baton.handoff.testing;

import dev.baton.events.DirectoryUserChanged;
import dev.baton.events.Topics;
import dev.baton.events.UserId;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.test.context.TestComponent;

/** The directory topic as the other services read it. */
@TestComponent
public class DirectoryTopic {
    private final WholeTopic topic;

    DirectoryTopic(KafkaConnectionDetails kafka) {
        topic = new WholeTopic(kafka, Topics.DIRECTORY_USERS);
    }

    /** What it has told of a person until now, the oldest first. */
    public List<DirectoryUserChanged> of(UserId person) {
        return topic.events(DirectoryUserChanged.class)
                .stream()
                .filter(changed -> changed.userId().equals(person))
                .toList();
    }

    /** The present state of a person, as a projection of the topic has it. */
    public Optional<DirectoryUserChanged> lastOf(UserId person) {
        return of(person).stream().reduce((earlier, later) -> later);
    }
}
