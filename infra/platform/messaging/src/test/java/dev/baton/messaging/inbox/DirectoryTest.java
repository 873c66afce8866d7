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
import dev.baton.messaging.TopicReader;
import dev.baton.messaging.sample.SampleApplication;
import dev.baton.testing.engines.TestEngines;
import dev.baton.testing.events.PoisonRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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

        await().atMost(ofSeconds(15)).until(() -> isKnown(account, 4));
        assertThat(isKnown(account, 3)).isTrue();
        assertThat(isKnown(account, 5)).isFalse();
        assertThat(reached(account)).isEqualTo(2);
        assertThat(sequences(account)).containsExactly(1L);
    }

    @Test
    void aVersionThatIsOnlyClaimedLetsNoEventGoBeforeItsPeople() {
        AccountId account = anAccount();
        send(account, 1, aPerson("Jo"));
        people.send(people.record(account, 1, 1_000_000, DirectoryUserChanged.TYPE, bytes("{")));
        people.send(people.record(account, 1, 2_000_000, "directory_team_changed", bytes("{}")));
        await().atMost(ofSeconds(15)).until(() -> isKnown(account, 2_000_000));

        assertThat(isKnown(account, 2)).isFalse();
        send(account, 2, aPerson("Sam"));

        await().atMost(ofSeconds(15)).until(() -> isKnown(account, 2));
        assertThat(reached(account)).isEqualTo(2);
    }

    @ParameterizedTest
    // A compacted topic takes no record without a key.
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NO_KEY")
    void poisonOfEveryKindIsADeadLetterAndTheNextPersonComes(PoisonRecord poison) {
        AccountId account = anAccount();
        send(account, 1, aPerson("Jo"));
        people.send(poison.of(record(account, 2, aPerson("Kim"))));
        Instant sent = Instant.now();
        send(account, 3, aPerson("Sam"));

        await().atMost(ofSeconds(15)).until(() -> reached(account) == 3);

        assertThat(sequences(account)).containsExactly(1L, 3L);
        if (poison == PoisonRecord.NO_VALUE) {
            // A tombstone: what compaction leaves of a person who was forgotten.
            return;
        }
        ConsumerRecord<byte[], byte[]> letter = lastLetter();
        assertThat(TopicReader.header(letter, "dlt-reason")).isEqualTo(poison.reason());
        assertThat(Instant.ofEpochMilli(letter.timestamp())).isBefore(sent.plusSeconds(1));
    }

    /** By its place on the topic: some name no account. */
    private static ConsumerRecord<byte[], byte[]> lastLetter() {
        return TopicReader.readAll(TestEngines.kafkaBootstrapServers(),
                Topics.deadLetters(Topics.DIRECTORY_USERS, SampleApplication.GROUP))
                .stream()
                .max(Comparator.comparingLong(letter -> Long.parseLong(TopicReader.header(letter, "dlt-offset"))))
                .orElseThrow();
    }

    private boolean isKnown(AccountId account, long version) {
        return !inTransactionOf(account, () -> {
            try {
                progress.require(SampleApplication.GROUP, account, version);
                return List.of(version);
            } catch (ProjectionBehind behind) {
                return List.of();
            }
        }).isEmpty();
    }

    private void send(AccountId account, long version, DirectoryUserChanged person) {
        people.send(record(account, version, person));
    }

    private ProducerRecord<byte[], byte[]> record(AccountId account, long version, DirectoryUserChanged person) {
        EventEnvelope event = new EventEnvelope(new EventId(UUID.randomUUID()), account, 1, version, Instant.EPOCH,
                null, person.withDirectoryVersion(version));
        ProducerRecord<byte[], byte[]> record = people.record(account, 1, version, DirectoryUserChanged.TYPE,
                new EventCodec().encode(event));
        return new ProducerRecord<>(record.topic(), record.partition(), bytes(account + "/" + person.userId()),
                record.value(), record.headers());
    }

    private long reached(AccountId account) {
        return inTransactionOf(account,
                () -> List.of(progress.reached(SampleApplication.GROUP, account))).getFirst();
    }
}
