package dev.baton.messaging.inbox;

import static dev.baton.messaging.SampleEvents.aPerson;
import static dev.baton.messaging.SampleEvents.anAccount;
import static dev.baton.messaging.inbox.RawTopic.bytes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.baton.events.AccountId;
import dev.baton.events.DirectoryUserChanged;
import dev.baton.events.EventCodec;
import dev.baton.events.EventEnvelope;
import dev.baton.events.EventId;
import dev.baton.events.EventWithheld;
import dev.baton.events.Topics;
import dev.baton.messaging.DirectoryProgress;
import dev.baton.messaging.ProjectionBehind;
import dev.baton.messaging.sample.SampleApplication;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The compacted topic of people: no watermark, but it is known how far the projection is. */
class DirectoryTest extends ConsumingTest {
    private final RawTopic people = new RawTopic(Topics.DIRECTORY_USERS);
    @Autowired
    DirectoryProgress progress;

    @AfterAll
    void closePeople() {
        people.close();
    }

    @Test
    void whatCompactionLeftIsEnoughToBeUpToDate() {
        AccountId account = anAccount();

        send(account, 3, aPerson("Jo"));
        send(account, 7, aPerson("Sam"));

        await().atMost(ofSeconds(15)).until(() -> reached(account) == 7);
        assertThat(sequences(account)).containsExactly(3L, 7L);
        assertThat(holes(account)).isEmpty();
    }

    @Test
    void anEventThatNeedsALaterVersionIsToldSo() {
        AccountId account = anAccount();
        send(account, 1, aPerson("Jo"));
        await().atMost(ofSeconds(15)).until(() -> reached(account) == 1);

        inTransactionOf(account, () -> {
            progress.require(SampleApplication.GROUP, account, 1);
            assertThatThrownBy(() -> progress.require(SampleApplication.GROUP, account, 2))
                    .isInstanceOf(ProjectionBehind.class);
            return sequences(account);
        });
    }

    @Test
    void aStateThatComesLateDoesNotTakeTheProgressBack() {
        AccountId account = anAccount();

        send(account, 5, aPerson("Jo"));
        send(account, 2, aPerson("Sam"));

        await().atMost(ofSeconds(15)).until(() -> sequences(account).size() == 2);
        assertThat(reached(account)).isEqualTo(5);
    }

    @Test
    void whatHasNoStateStillCountsAsSeen() {
        AccountId account = anAccount();
        send(account, 1, aPerson("Jo"));

        people.send(people.record(new EventEnvelope(new EventId(UUID.randomUUID()), account, 1, 2, Instant.EPOCH, null,
                new EventWithheld("could not be written"))));
        people.send(people.record(account, 1, 3, "directory_team_changed", bytes("{}")));
        people.send(new ProducerRecord<>(Topics.DIRECTORY_USERS, 0, bytes(account + "/" + UUID.randomUUID()), null));
        people.send(people.record(account, 1, 4, DirectoryUserChanged.TYPE, bytes("{")));

        await().atMost(ofSeconds(15)).until(() -> reached(account) == 4);
        assertThat(sequences(account)).containsExactly(1L);
    }

    private void send(AccountId account, long version, DirectoryUserChanged person) {
        EventEnvelope event = new EventEnvelope(new EventId(UUID.randomUUID()), account, 1, version, Instant.EPOCH,
                null, person.withDirectoryVersion(version));
        ProducerRecord<byte[], byte[]> record = people.record(account, 1, version, DirectoryUserChanged.TYPE,
                new EventCodec().encode(event));
        people.send(new ProducerRecord<>(record.topic(), record.partition(),
                bytes(account + "/" + person.userId()), record.value(), record.headers()));
    }

    private long reached(AccountId account) {
        return inTransactionOf(account,
                () -> List.of(progress.reached(SampleApplication.GROUP, account))).getFirst();
    }
}
