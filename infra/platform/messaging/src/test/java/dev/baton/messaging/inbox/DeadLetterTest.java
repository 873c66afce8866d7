package dev.baton.messaging.inbox;

import static dev.baton.messaging.SampleEvents.anAccount;
import static dev.baton.messaging.SampleEvents.envelope;
import static dev.baton.messaging.inbox.RawTopic.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.events.AccountId;
import dev.baton.events.EventHeaders;
import dev.baton.events.Topics;
import dev.baton.messaging.TopicReader;
import dev.baton.messaging.sample.SampleApplication;
import dev.baton.testing.engines.TestEngines;
import dev.baton.testing.events.PoisonRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Acceptance E6: poison is a dead letter within a second, and its partition keeps moving. */
class DeadLetterTest extends ConsumingTest {
    private static final String LETTERS = Topics.deadLetters(Topics.HANDOFF_EVENTS, SampleApplication.GROUP);

    private AccountId account = anAccount();
    private AccountId neighbour = anAccount();

    @BeforeAll
    void warmUp() {
        // The first one pays for the producer of dead letters.
        topic.send(topic.record(account, 1, 1, "handoff_created", bytes("{")));
        Awaitility.await().until(() -> !lettersOf(account).isEmpty());
    }

    @BeforeEach
    void newAccounts() {
        account = anAccount();
        neighbour = anAccount();
    }

    @ParameterizedTest
    @EnumSource(PoisonRecord.class)
    void poisonOfEveryKindIsADeadLetterWithItsCauseAndTheOthersGoOn(PoisonRecord poison) {
        topic.publish(account, 1);
        topic.send(poison.of(topic.record(envelope(account, 1, 2))));
        Instant sent = Instant.now();
        // What has no place leaves no hole: the real event comes.
        topic.publish(account, poison.hasPlace() ? 3 : 2);
        topic.publish(neighbour, 1);

        awaitEffects(neighbour, 1);
        awaitEffects(account, 1, poison.hasPlace() ? 3 : 2);

        ConsumerRecord<byte[], byte[]> letter = letter(poison);
        assertThat(Instant.ofEpochMilli(letter.timestamp())).isBefore(sent.plusSeconds(1));
        assertThat(TopicReader.header(letter, "dlt-reason")).isEqualTo(poison.reason());
        assertThat(TopicReader.header(letter, "dlt-topic")).isEqualTo(Topics.HANDOFF_EVENTS);
        assertThat(TopicReader.header(letter, "dlt-group")).isEqualTo(SampleApplication.GROUP);
        assertThat(TopicReader.header(letter, "dlt-partition")).isEqualTo("0");
        assertThat(TopicReader.header(letter, "dlt-exception")).endsWith("Poison");
        assertThat(holes(account)).isEqualTo(poison.hasPlace() ? List.of(2L) : List.of());
    }

    @ParameterizedTest
    @EnumSource(PoisonRecord.class)
    void whatWasPoisonTakesEffectOnceWhenItComesMended(PoisonRecord poison) {
        ProducerRecord<byte[], byte[]> mended = topic.record(envelope(account, 1, 2));
        topic.publish(account, 1);
        topic.send(poison.of(mended));

        topic.send(mended);
        topic.send(mended);
        topic.publish(account, 3);

        awaitEffects(account, 1, 2, 3);
        assertThat(holes(account)).isEmpty();
    }

    @Test
    void aTypeThatCameLaterIsSkippedAndNoDeadLetter() {
        topic.publish(account, 1);
        topic.send(topic.record(account, 1, 2, "handoff_dreamt", bytes("{}")));
        topic.publish(account, 3);

        awaitEffects(account, 1, 3);

        assertThat(lettersOf(account)).isEmpty();
        assertThat(holes(account)).isEmpty();
    }

    @Test
    void whatIsTooLargeForALetterHoldsNobodyUp() {
        ProducerRecord<byte[], byte[]> good = topic.record(envelope(account, 1, 2));
        topic.publish(account, 1);
        // A few KB on the wire, several times the longest letter when it is read.
        topic.sendCompressed(new ProducerRecord<>(good.topic(), good.partition(), good.key(), new byte[4 << 20],
                good.headers()));
        topic.publish(account, 3);

        awaitEffects(account, 1, 3);

        ConsumerRecord<byte[], byte[]> letter = lettersOf(account).getFirst();
        assertThat(letter.value()).isNull();
        assertThat(TopicReader.header(letter, "dlt-left-out")).isNotEmpty();
        assertThat(TopicReader.header(letter, "dlt-reason")).isEqualTo("malformed_body");
        assertThat(holes(account)).containsExactly(2L);
    }

    @ParameterizedTest
    @CsvSource({"1, 1000000", "1, 4", "7, 1", "7, 2"})
    void aRecordThatCannotBeReadIsNotBelievedWhereItStands(long epoch, long sequence) {
        topic.publish(account, 1);
        topic.send(topic.record(account, epoch, sequence, "handoff_created", bytes("{")));
        topic.publish(account, 2, 3);

        awaitEffects(account, 1, 2, 3);

        assertThat(lettersOf(account)).hasSize(1);
        assertThat(holes(account)).isEmpty();
    }

    @Test
    void aRecordThatCannotBeReadIsNoBaseline() {
        topic.send(topic.record(account, 1, 500, "handoff_created", bytes("{")));
        topic.publish(account, 1, 2);

        awaitEffects(account, 1, 2);
    }

    @Test
    void theFirstEventOfAnAccountCanBeReplayedThoughItCouldNotBeRead() {
        topic.send(topic.record(account, 1, 1, "handoff_created", bytes("{")));
        topic.publish(account, 2);
        awaitEffects(account, 2);
        assertThat(holes(account)).containsExactly(1L);

        topic.publish(account, 1, 1);

        awaitEffects(account, 2, 1);
        assertThat(holes(account)).isEmpty();
    }

    @Test
    void whatAHandlerRejectsEveryTimeIsADeadLetterWithinASecond() {
        effects.obstruct(account, event -> {
            if (event.sequence() == 2) {
                throw new IllegalArgumentException("a session that nobody knows");
            }
        });
        topic.publish(account, 1);
        awaitEffects(account, 1);

        topic.publish(account, 2);
        Instant sent = Instant.now();
        topic.publish(account, 3);

        awaitEffects(account, 1, 3);
        ConsumerRecord<byte[], byte[]> letter = lettersOf(account).getFirst();
        assertThat(Instant.ofEpochMilli(letter.timestamp())).isBefore(sent.plusSeconds(1));
        assertThat(TopicReader.header(letter, "dlt-reason")).isEqualTo("rejected");
        assertThat(TopicReader.header(letter, "dlt-exception")).isEqualTo("java.lang.IllegalArgumentException");
        assertThat(TopicReader.header(letter, "dlt-message")).isEqualTo("a session that nobody knows");
        assertThat(holes(account)).containsExactly(2L);
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void theLogSaysNothingThatPeopleWrote(CapturedOutput log) {
        effects.obstruct(account, event -> {
            throw new IllegalArgumentException("cannot read: my password is hunter2");
        });
        topic.publish(account, 1);

        await().until(() -> !lettersOf(account).isEmpty());

        await().until(() -> log.getOut().contains("a record became a dead letter"));
        assertThat(log.getAll()).contains(IllegalArgumentException.class.getName()).doesNotContain("hunter2");
    }

    @Test
    void aBurstOfPoisonDoesNotHoldTheOthersUp() {
        AccountId waiting = neighbour;
        topic.publish(account, 1);
        for (int i = 2; i <= 41; i++) {
            topic.send(topic.record(account, 1, i, "handoff_created", bytes("{")));
        }
        topic.publish(waiting, 1);

        // Reading again after each of them would take half a second each.
        Awaitility.await().atMost(Duration.ofSeconds(8)).until(() -> sequences(waiting).equals(List.of(1L)));
        assertThat(holes(account)).hasSize(40);
    }

    @Test
    void aDeadLetterThatIsSentAgainTakesEffectOnce() {
        effects.obstruct(account, _ -> {
            throw new IllegalArgumentException("not yet possible");
        });
        topic.publish(account, 1);
        Awaitility.await().until(() -> holes(account).equals(List.of(1L)));
        effects.clear(account);

        topic.publish(account, 1, 1, 2);

        awaitEffects(account, 1, 2);
        assertThat(holes(account)).isEmpty();
    }

    /** What was made of {@code account}, found also where it does not name it. */
    private ConsumerRecord<byte[], byte[]> letter(PoisonRecord poison) {
        return poison == PoisonRecord.NO_ACCOUNT || poison.name().startsWith("ACCOUNT_")
                ? letters().filter(letter -> Arrays.equals(letter.key(), bytes(account.toString())))
                        .findFirst()
                        .orElseThrow()
                : lettersOf(account).getFirst();
    }

    private static List<ConsumerRecord<byte[], byte[]>> lettersOf(AccountId account) {
        return letters().filter(letter -> letter.headers().lastHeader(EventHeaders.ACCOUNT_ID) != null)
                .filter(letter -> TopicReader.header(letter, EventHeaders.ACCOUNT_ID).equals(account.toString()))
                .toList();
    }

    private static Stream<ConsumerRecord<byte[], byte[]>> letters() {
        return TopicReader.readAll(TestEngines.kafkaBootstrapServers(), LETTERS).stream();
    }
}
