package dev.baton.messaging.inbox;

import static dev.baton.messaging.SampleEvents.anAccount;
import static dev.baton.messaging.SampleEvents.envelope;
import static dev.baton.messaging.inbox.RawTopic.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.events.AccountId;
import dev.baton.events.EventCodec;
import dev.baton.events.EventHeaders;
import dev.baton.events.Topics;
import dev.baton.messaging.TopicReader;
import dev.baton.messaging.sample.SampleApplication;
import dev.baton.testing.engines.TestEngines;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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
        Awaitility.await().until(() -> letterOf(account).isPresent());
    }

    @BeforeEach
    void newAccounts() {
        account = anAccount();
        neighbour = anAccount();
    }

    static Stream<Arguments> poison() {
        return Stream.of(
                poison("malformed_body", r -> with(r, bytes("{\"specversion\":"))),
                poison("malformed_body", r -> with(r, bytes("not json at all"))),
                poison("malformed_body", r -> with(r, new byte[]{(byte) 0xff, (byte) 0xfe, 0})),
                poison("malformed_body", r -> with(r, bytes("[".repeat(20_000)))),
                poison("no_value", r -> with(r, null)),
                poison("body_contradicts_headers", r -> with(r, new EventCodec().encode(envelope(anAccount(), 1, 2)))),
                poison("body_contradicts_headers", r -> header(r, EventHeaders.EVENT_TYPE, "handoff_claimed")));
    }

    @ParameterizedTest
    @MethodSource("poison")
    void aRecordThatCannotBeReadIsADeadLetterWithItsCause(String reason,
            UnaryOperator<ProducerRecord<byte[], byte[]>> spoil) {
        topic.publish(account, 1);
        topic.send(spoil.apply(topic.record(envelope(account, 1, 2))));
        Instant sent = Instant.now();
        topic.publish(account, 3);
        topic.publish(neighbour, 1);

        awaitEffects(neighbour, 1);
        awaitEffects(account, 1, 3);

        ConsumerRecord<byte[], byte[]> letter = letterOf(account).orElseThrow();
        assertThat(Instant.ofEpochMilli(letter.timestamp())).isBefore(sent.plusSeconds(1));
        assertThat(TopicReader.header(letter, "dlt-reason")).isEqualTo(reason);
        assertThat(TopicReader.header(letter, "dlt-topic")).isEqualTo(Topics.HANDOFF_EVENTS);
        assertThat(TopicReader.header(letter, "dlt-group")).isEqualTo(SampleApplication.GROUP);
        assertThat(TopicReader.header(letter, "dlt-partition")).isEqualTo("0");
        assertThat(TopicReader.header(letter, "dlt-exception")).endsWith("Poison");
        assertThat(TopicReader.header(letter, EventHeaders.SEQUENCE)).isEqualTo("2");
        assertThat(holes(account)).containsExactly(2L);
    }

    static Stream<Arguments> unplaceable() {
        return Stream.of(
                poison("no_key", r -> keyed(r, null)),
                poison("wrong_key", r -> keyed(r, bytes(anAccount().toString()))),
                poison("missing_header", r -> without(r, EventHeaders.SEQUENCE)),
                poison("missing_header", r -> without(r, EventHeaders.EPOCH)),
                poison("missing_header", r -> without(r, EventHeaders.EVENT_TYPE)),
                poison("bad_header", r -> header(r, EventHeaders.SEQUENCE, "two")),
                poison("bad_header", r -> header(r, EventHeaders.SEQUENCE, "0")),
                poison("bad_header", r -> header(r, EventHeaders.EPOCH, "99999999999999999999")));
    }

    @ParameterizedTest
    @MethodSource("unplaceable")
    void aRecordThatHasNoPlaceIsADeadLetterAndMovesNoWatermark(String reason,
            UnaryOperator<ProducerRecord<byte[], byte[]>> spoil) {
        topic.publish(account, 1);
        topic.send(spoil.apply(topic.record(envelope(account, 1, 2))));
        topic.publish(account, 2);

        awaitEffects(account, 1, 2);

        assertThat(TopicReader.header(letterOf(account).orElseThrow(), "dlt-reason")).isEqualTo(reason);
        assertThat(holes(account)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 1000000", "1, 4", "7, 1", "7, 2"})
    void aRecordThatCannotBeReadIsNotBelievedWhereItStands(long epoch, long sequence) {
        topic.publish(account, 1);
        topic.send(topic.record(account, epoch, sequence, "handoff_created", bytes("{")));
        topic.publish(account, 2, 3);

        awaitEffects(account, 1, 2, 3);

        assertThat(letterOf(account)).isPresent();
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
        ConsumerRecord<byte[], byte[]> letter = letterOf(account).orElseThrow();
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

        await().until(() -> letterOf(account).isPresent());

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

    private static Arguments poison(String reason, UnaryOperator<ProducerRecord<byte[], byte[]>> spoil) {
        return Arguments.of(reason, spoil);
    }

    private static ProducerRecord<byte[], byte[]> with(ProducerRecord<byte[], byte[]> record, byte[] value) {
        return new ProducerRecord<>(record.topic(), record.partition(), record.key(), value, record.headers());
    }

    private static ProducerRecord<byte[], byte[]> keyed(ProducerRecord<byte[], byte[]> record, byte[] key) {
        return new ProducerRecord<>(record.topic(), record.partition(), key, record.value(), record.headers());
    }

    private static ProducerRecord<byte[], byte[]> header(ProducerRecord<byte[], byte[]> record, String name,
            String value) {
        record.headers().remove(name).add(name, bytes(value));
        return record;
    }

    private static ProducerRecord<byte[], byte[]> without(ProducerRecord<byte[], byte[]> record, String header) {
        record.headers().remove(header);
        return record;
    }

    private static Optional<ConsumerRecord<byte[], byte[]>> letterOf(AccountId account) {
        return TopicReader.readAll(TestEngines.kafkaBootstrapServers(), LETTERS)
                .stream()
                .filter(letter -> new String(letter.headers().lastHeader(EventHeaders.ACCOUNT_ID).value(),
                        StandardCharsets.UTF_8).equals(account.toString()))
                .findFirst();
    }
}
