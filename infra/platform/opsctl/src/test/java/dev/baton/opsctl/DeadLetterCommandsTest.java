package dev.baton.opsctl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.events.EventCodec;
import dev.baton.events.EventEnvelope;
import dev.baton.events.EventHeaders;
import dev.baton.events.EventId;
import dev.baton.events.EventWithheld;
import dev.baton.events.Topics;
import dev.baton.testing.engines.TestEngines;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class DeadLetterCommandsTest extends OperatedTest {
    @Test
    void aLetterThatIsReplayedTakesEffectOnce() throws Exception {
        String letter = rejectedLetter();
        assertThat(lineOf(letter)).contains(" open ").contains("sequence 1 event_withheld").contains("rejected");
        service.rejected.clear();

        assertThat(run("dead-letters", "replay", letter)).isZero();

        assertThat(service.applied(account)).containsExactly(1L);
        assertThat(lineOf(letter)).doesNotContain(" open ");
        assertThat(run("dead-letters", "replay", letter)).isOne();
        assertThat(err.toString(UTF_8)).contains("is not replayed").doesNotContain("\tat ");
        publish(2, encoded(2));
        await().atMost(ofSeconds(15)).untilAsserted(() -> assertThat(service.applied(account)).containsExactly(1L, 2L));
    }

    @Test
    void operatorsWhoReplayAtOnceApplyItOnce() throws Exception {
        String letter = rejectedLetter();
        service.rejected.clear();

        List<Future<Integer>> ends;
        try (ExecutorService operators = Executors.newFixedThreadPool(3)) {
            ends = operators
                    .invokeAll(Collections.nCopies(3, (Callable<Integer>) () -> run("dead-letters", "replay", letter)));
        }

        assertThat(ends).extracting(Future::resultNow).contains(0);
        // What was published twice is read before this one.
        publish(2, encoded(2));
        await().atMost(ofSeconds(15)).untilAsserted(() -> assertThat(service.applied(account)).containsExactly(1L, 2L));
    }

    @Test
    void allThatIsOpenIsReplayedAndWhatCannotBeHoldsUpNoOther() throws Exception {
        publish(1, "{\"half\":".getBytes(UTF_8));
        service.rejected.add(account);
        publish(2, encoded(2));
        await().atMost(ofSeconds(15)).until(() -> letters().size() == 2);
        service.rejected.clear();
        out.reset();

        assertThat(run("dead-letters", "replay", "--all-open", "--account", account.toString(), "--dry-run")).isOne();
        assertThat(out.toString(UTF_8)).contains("2 open", "it still cannot be read", "would apply it once");
        assertThat(err.toString(UTF_8)).contains("1 of 2 would not be replayed");
        assertThat(service.applied(account)).isEmpty();
        assertThat(run("dead-letters", "replay", "--all-open", "--account", account.toString())).isOne();

        assertThat(err.toString(UTF_8)).contains("1 of 2 were not replayed");
        assertThat(service.applied(account)).containsExactly(2L);
    }

    @Test
    void theStateOfAPersonIsNotReplayedOverALaterOne() throws Exception {
        publish(Topics.DIRECTORY_USERS, 1, "{".getBytes(UTF_8));
        String letter = awaitLetter();

        assertThat(run("dead-letters", "replay", letter)).isOne();

        assertThat(err.toString(UTF_8)).contains("it comes with their next change");
    }

    @Test
    void onlyWhatIsAskedForIsListed() throws Exception {
        String letter = rejectedLetter();
        service.rejected.clear();

        assertThat(found("--account", account.toString(), "--group", ReplayedService.GROUP)).contains(letter);
        assertThat(found("--topic", Topics.HANDOFF_EVENTS, "--since", "2026-01-01T00:00:00Z")).contains(letter);
        assertThat(found("--account", UUID.randomUUID().toString())).isEqualTo("There are no dead letters.");
        assertThat(found("--group", "other")).isEqualTo("There are no dead letters.");
        assertThat(found("--topic", "other")).isEqualTo("There are no dead letters.");
        assertThat(found("--since", "2999-01-01T00:00:00Z")).isEqualTo("There are no dead letters.");
        assertThat(found("--account", account.toString(), "--json"))
                .startsWith("{\"id\":\"" + letter + "\",\"open\":true")
                .contains("\"sequence\":1", "\"reason\":\"rejected\"")
                .endsWith("}");
        assertThat(run("dead-letters", "list", "--since", "yesterday")).isOne();
    }

    private String found(String... filter) throws InterruptedException {
        out.reset();
        List<String> words = new ArrayList<>(List.of("dead-letters", "list"));
        words.addAll(List.of(filter));
        assertThat(run(words.toArray(String[]::new))).isZero();
        return out.toString(UTF_8).strip();
    }

    @Test
    void aDryRunSaysWhatWouldHappenAndChangesNothing() throws Exception {
        String letter = rejectedLetter();
        service.rejected.clear();

        assertThat(run("dead-letters", "replay", letter, "--dry-run")).isZero();

        assertThat(out.toString(UTF_8)).contains("group notification-service would apply it once");
        publish(2, encoded(2));
        await().atMost(ofSeconds(15)).untilAsserted(() -> assertThat(service.applied(account)).containsExactly(2L));
        assertThat(lineOf(letter)).contains(" open ");
    }

    @Test
    void whatStillCannotBeReadIsNotPublishedAgain() throws Exception {
        publish(1, "{\"half\": \u001b[31m".getBytes(UTF_8));
        String letter = awaitLetter();

        assertThat(run("dead-letters", "replay", letter, "--dry-run")).isOne();
        assertThat(err.toString(UTF_8)).contains("would not be replayed: it still cannot be read");
        assertThat(run("dead-letters", "replay", letter)).isOne();
        assertThat(err.toString(UTF_8)).contains("is not replayed: it still cannot be read");

        run("dead-letters", "show", letter);
        assertThat(out.toString(UTF_8)).contains("dlt-reason: malformed_body")
                .contains("{\"half\": \\u001b[31m")
                .doesNotContain("\u001b");
    }

    @Test
    void whatIsMisspeltIsAnsweredByTheUsage() throws Exception {
        for (List<String> words : List.of(List.<String>of(), List.of("dead-letters"), List.of("dead-letters", "burn"),
                List.of("dead-letters", "list", "all"), List.of("dead-letters", "replay", "a:1:1", "--wet"))) {
            assertThat(run(words.toArray(String[]::new))).as(words.toString()).isEqualTo(2);
        }
        assertThat(err.toString(UTF_8)).contains("usage: infra/opsctl");
    }

    @Test
    void whatIsNotThereIsSaidInOneLine() throws Exception {
        String topic = Topics.deadLetters(Topics.HANDOFF_EVENTS, ReplayedService.GROUP);

        assertThat(run("dead-letters", "show", "nonsense")).isOne();
        assertThat(run("dead-letters", "show", "other.dlt:0:0")).isOne();
        assertThat(run("dead-letters", "show", topic + ":0:999999999")).isOne();
        assertThat(opsctl().run(List.of("--config", folder.resolve("none").toString(), "dead-letters", "list")))
                .isOne();

        assertThat(err.toString(UTF_8).lines()).hasSize(4);
    }

    /** Sequence 1 of the account, which its group has rejected. */
    private String rejectedLetter() throws Exception {
        service.rejected.add(account);
        publish(1, encoded(1));
        return awaitLetter();
    }

    private String awaitLetter() throws InterruptedException {
        await().atMost(ofSeconds(15)).until(() -> letters().size() == 1);
        return letters().getFirst().split(" ")[0];
    }

    private String lineOf(String letter) throws InterruptedException {
        return letters().stream().filter(line -> line.startsWith(letter + " ")).findFirst().orElseThrow();
    }

    private List<String> letters() throws InterruptedException {
        out.reset();
        assertThat(run("dead-letters", "list")).isZero();
        return out.toString(UTF_8).lines().filter(line -> line.contains(account.toString())).toList();
    }

    private byte[] encoded(long sequence) {
        return new EventCodec().encode(new EventEnvelope(new EventId(UUID.randomUUID()), account, 1, sequence,
                Instant.parse("2026-01-01T00:00:00.123Z"), null, new EventWithheld("for a test")));
    }

    private void publish(long sequence, byte[] body) throws Exception {
        publish(Topics.HANDOFF_EVENTS, sequence, body);
    }

    private void publish(String topic, long sequence, byte[] body) throws Exception {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, 0,
                account.toString().getBytes(UTF_8), body);
        Map.of(EventHeaders.ACCOUNT_ID, account.toString(), EventHeaders.EPOCH, "1", EventHeaders.SEQUENCE,
                Long.toString(sequence), EventHeaders.EVENT_TYPE, EventWithheld.TYPE)
                .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestEngines.kafkaBootstrapServers()), new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(record).get();
        }
    }
}
