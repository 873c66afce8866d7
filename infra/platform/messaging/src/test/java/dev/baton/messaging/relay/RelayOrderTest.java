package dev.baton.messaging.relay;

import static dev.baton.messaging.SampleEvents.aPerson;
import static dev.baton.messaging.SampleEvents.anAccount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.events.AccountId;
import dev.baton.events.DirectoryUserChanged;
import dev.baton.events.EventCodec;
import dev.baton.events.EventHeaders;
import dev.baton.events.Topics;
import dev.baton.messaging.SampleEvents;
import dev.baton.messaging.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Acceptance E2 without a fault: replicas side by side keep the order of the commits. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RelayOrderTest {
    private static final long SEED = 20260801;

    private final OutboxFixture outbox = new OutboxFixture();
    private final String kafka = BrokerProcess.shared().bootstrapServers();

    @AfterAll
    void close() {
        outbox.close();
    }

    @Test
    void twoReplicasPublishEveryAccountInTheOrderOfItsCommits() {
        OutboxRelay one = Relays.relay(outbox.relayLogin(), kafka);
        OutboxRelay two = Relays.relay(outbox.relayLogin(), kafka);
        outbox.afterCommit = one::wake;
        one.start();
        two.start();

        try (Traffic traffic = Traffic.of(outbox, 5, 8, SEED).allow(1_500)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> traffic.commits().size() > 2_000);
            traffic.end();
            await().atMost(Duration.ofSeconds(20)).until(() -> outbox.waiting() == 0);
            one.stop();
            two.stop();

            OrderChecker checker = check(traffic);
            assertThat(checker.violations(traffic.commits())).isEmpty();
            assertThat(checker.distinct()).isEqualTo(traffic.commits().size());
            assertThat(checker.repeats()).isZero();
        }
    }

    @Test
    void theCheckerCatchesARelayThatSkipsLockedRows() {
        Producer<byte[], byte[]> producer = new KafkaProducer<>(Map.of("bootstrap.servers", kafka),
                new ByteArraySerializer(), new ByteArraySerializer());
        // How the two get into each other's way is up to the machine: one that has it to itself for a while skips nothing.
        try (producer;
                Traffic traffic = Traffic.of(outbox, 2, 8, SEED);
                SkipLockedRelay _ = new SkipLockedRelay(outbox.relayLogin(), producer);
                SkipLockedRelay _ = new SkipLockedRelay(outbox.relayLogin(), producer)) {
            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                traffic.allow(1_000);
                await().atMost(Duration.ofSeconds(30)).until(() -> traffic.isIdle() && outbox.waiting() == 0);
                assertThat(check(traffic).violations(traffic.commits()))
                        .anyMatch(wrong -> wrong.contains(" as number "));
            });
        }
    }

    @Test
    void aRecordSaysInPlainHeadersWhatItIs() {
        AccountId account = anAccount();
        OutboxRelay relay = Relays.relay(outbox.relayLogin(), kafka);
        relay.start();

        outbox.append(account, SampleEvents.aHandoff());
        await().atMost(Duration.ofSeconds(10)).until(() -> outbox.waiting() == 0);
        relay.stop();

        ConsumerRecord<byte[], byte[]> record = only(account, Topics.HANDOFF_EVENTS);
        assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo(account.toString());
        assertThat(TopicReader.header(record, EventHeaders.CONTENT_TYPE)).isEqualTo(EventHeaders.CLOUDEVENTS_JSON);
        assertThat(TopicReader.header(record, EventHeaders.EVENT_TYPE)).isEqualTo("handoff_created");
        assertThat(TopicReader.header(record, EventHeaders.EPOCH)).isEqualTo("1");
        assertThat(TopicReader.header(record, EventHeaders.SEQUENCE)).isEqualTo("1");
    }

    @Test
    void thePeopleOfAnAccountAreInOnePartitionUnderTheirOwnKeys() {
        AccountId account = anAccount();
        OutboxRelay relay = Relays.relay(outbox.relayLogin(), kafka);
        relay.start();

        List<DirectoryUserChanged> people = List.of(aPerson("Jo"), aPerson("Sam"), aPerson("Ada"), aPerson("Kim"));
        outbox.append(account, people, false);
        await().atMost(Duration.ofSeconds(10)).until(() -> outbox.waiting() == 0);
        relay.stop();

        List<ConsumerRecord<byte[], byte[]>> records = of(account, Topics.DIRECTORY_USERS);
        assertThat(records).extracting(ConsumerRecord::partition).containsOnly(records.getFirst().partition());
        assertThat(records).extracting(record -> new String(record.key(), StandardCharsets.UTF_8))
                .containsExactlyElementsOf(
                        people.stream().map(person -> account + "/" + person.userId()).toList());
        assertThat(records).extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
                .allSatisfy(body -> assertThat(body).contains("\"directory_version\":"));
    }

    private OrderChecker check(Traffic traffic) {
        Set<String> accounts = traffic.accounts()
                .stream()
                .map(AccountId::toString)
                .collect(Collectors.toCollection(HashSet::new));
        OrderChecker checker = new OrderChecker();
        TopicReader.readAll(kafka, Topics.HANDOFF_EVENTS)
                .stream()
                .filter(record -> accounts.contains(TopicReader.header(record, EventHeaders.ACCOUNT_ID)))
                .forEach(checker::see);
        return checker;
    }

    private ConsumerRecord<byte[], byte[]> only(AccountId account, String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = of(account, topic);
        assertThat(records).hasSize(1);
        assertThat(EventCodec.types()).containsKey(TopicReader.header(records.getFirst(), EventHeaders.EVENT_TYPE));
        return records.getFirst();
    }

    private List<ConsumerRecord<byte[], byte[]>> of(AccountId account, String topic) {
        return TopicReader.readAll(kafka, topic)
                .stream()
                .filter(record -> TopicReader.header(record, EventHeaders.ACCOUNT_ID).equals(account.toString()))
                .toList();
    }
}
