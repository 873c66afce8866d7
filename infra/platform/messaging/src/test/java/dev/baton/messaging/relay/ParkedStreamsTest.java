package dev.baton.messaging.relay;

import static dev.baton.messaging.SampleEvents.aHandoff;
import static dev.baton.messaging.SampleEvents.aPerson;
import static dev.baton.messaging.SampleEvents.anAccount;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.events.AccountId;
import dev.baton.events.EventCodec;
import dev.baton.events.EventHeaders;
import dev.baton.events.EventWithheld;
import dev.baton.events.Topics;
import dev.baton.messaging.EventStream;
import dev.baton.messaging.TopicReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Acceptance E5: what cannot be published holds up its own account only. */
class ParkedStreamsTest {
    private static final OutboxFixture outbox = new OutboxFixture();
    private final String kafka = BrokerProcess.shared().bootstrapServers();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ParkedStreams parked = new ParkedStreams(outbox.relayLogin(), new EventCodec());
    private OutboxRelay relay;
    private final AccountId acme = anAccount();
    private final AccountId globex = anAccount();

    @BeforeEach
    void start() {
        relay = Relays.relay(outbox.relayLogin(), Map.of("bootstrap.servers", kafka), meters);
        outbox.afterCommit = relay::wake;
    }

    @AfterEach
    void stop() {
        relay.stop();
        outbox.execute("DELETE FROM outbox");
        outbox.execute("DELETE FROM outbox_parked");
    }

    @AfterAll
    static void close() {
        outbox.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":", "[]", "{} {}", "", "{\"id\":\n1}", "\"text\""})
    void aBodyThatNobodyCouldReadParksItsAccountAndTheOthersGoOn(String body) throws SQLException {
        AccountId sick = anAccount();
        AccountId well = anAccount();
        outbox.append(sick, aHandoff());
        outbox.append(sick, aHandoff());
        spoil(sick, 2, body);
        outbox.append(sick, aHandoff());
        relay.start();

        outbox.append(well, aHandoff());
        await().atMost(ofSeconds(10)).until(() -> sequences(well).equals(List.of("1")));

        assertThat(sequences(sick)).containsExactly("1");
        assertThat(parked.list()).extracting(ParkedStream::stream).containsExactly(handoffs(sick));
        assertThat(gauge("baton.outbox.parked")).isOne();
    }

    @Test
    void whatIsHeldIsNotCountedAsLate() {
        outbox.append(acme, aHandoff());
        spoil(acme, 1, "{");
        outbox.append(acme, aHandoff());
        outbox.execute("UPDATE outbox SET created_at = created_at - interval '1 hour'");
        outbox.append(globex, aHandoff());
        relay.start();

        await().atMost(ofSeconds(10)).until(() -> gauge("baton.outbox.held") == 2);

        assertThat(gauge("baton.outbox.parked")).isOne();
        assertThat(gauge("baton.outbox.waiting")).isLessThanOrEqualTo(1);
        assertThat(gauge("baton.outbox.oldest.age")).isLessThan(60);
    }

    @Test
    void aWithheldEventKeepsItsPlaceAndItsSequence() throws SQLException {
        outbox.append(acme, aHandoff());
        spoil(acme, 1, "{");
        outbox.append(acme, aHandoff());
        relay.start();
        await().atMost(ofSeconds(10)).until(() -> !parked.list().isEmpty());

        assertThat(parked.withhold(handoffs(acme), "could not be written")).isTrue();

        await().atMost(ofSeconds(10)).until(() -> sequences(acme).equals(List.of("1", "2")));
        assertThat(TopicReader.header(published(acme, Topics.HANDOFF_EVENTS).getFirst(), EventHeaders.EVENT_TYPE))
                .isEqualTo(EventWithheld.TYPE);
        assertThat(parked.list()).isEmpty();
        assertThat(parked.withhold(handoffs(acme), "again")).isFalse();
    }

    @Test
    void aReleasedStreamIsTriedAgainAsItIs() throws SQLException {
        outbox.append(globex, aHandoff());
        String good = bodyOf(globex, 1);
        spoil(globex, 1, "{");
        relay.start();
        await().atMost(ofSeconds(10)).until(() -> !parked.list().isEmpty());
        spoil(globex, 1, good);

        assertThat(parked.release(handoffs(globex))).isTrue();

        await().atMost(ofSeconds(10)).until(() -> sequences(globex).equals(List.of("1")));
    }

    @Test
    void whatComesAfterAParkedPersonWaitsWithItAndOtherAccountsGoOn() throws SQLException {
        outbox.append(acme, aPerson("Jo"));
        spoil(acme, 1, "{");
        outbox.append(acme, aHandoff());
        outbox.append(globex, aHandoff());
        relay.start();
        await().atMost(ofSeconds(10)).until(() -> sequences(globex).equals(List.of("1")));
        assertThat(sequences(acme)).isEmpty();

        parked.withhold(new EventStream(Topics.DIRECTORY_USERS, acme), "could not be written");

        await().atMost(ofSeconds(10)).until(() -> sequences(acme).equals(List.of("1")));
    }

    @Test
    void aWithheldPersonDoesNotReplaceTheLastGoodState() throws SQLException {
        AccountId account = anAccount();
        outbox.append(account, aPerson("Jo"));
        outbox.execute("UPDATE outbox SET body = ? WHERE account_id = ?", "{".getBytes(UTF_8), account.value());
        relay.start();
        await().atMost(ofSeconds(10)).until(() -> !parked.list().isEmpty());

        parked.withhold(new EventStream(Topics.DIRECTORY_USERS, account), "could not be written");

        await().atMost(ofSeconds(10)).until(() -> !published(account, Topics.DIRECTORY_USERS).isEmpty());
        assertThat(new String(published(account, Topics.DIRECTORY_USERS).getFirst().key(), UTF_8))
                .isEqualTo(account + "/withheld");
    }

    @Test
    void aRecordThatTheBrokerRefusesIsFoundAmongThoseThatShareItsRequest() throws SQLException {
        String narrow = "narrow-" + UUID.randomUUID();
        BrokerProcess.shared().createTopic(narrow, 1, Map.of("max.message.bytes", "4000"));
        outbox.append(acme, aHandoff(), aHandoff());
        outbox.append(globex, aHandoff());
        outbox.append(globex, aHandoff("long ".repeat(1_000)));
        outbox.append(globex, aHandoff());
        outbox.append(acme, aHandoff());
        outbox.execute("UPDATE outbox SET topic = ?", narrow);
        relay.start();

        await().atMost(ofSeconds(15)).until(() -> outbox.waiting() == 2);

        assertThat(parked.list()).extracting(ParkedStream::stream).containsExactly(new EventStream(narrow, globex));
        assertThat(parked.list()).extracting(ParkedStream::reason).containsExactly("RecordTooLargeException");
        assertThat(distinct(narrow, acme)).containsExactly("1", "2", "3");
        assertThat(distinct(narrow, globex)).containsExactly("1");
    }

    private static EventStream handoffs(AccountId account) {
        return new EventStream(Topics.HANDOFF_EVENTS, account);
    }

    private void spoil(AccountId account, long sequence, String body) {
        outbox.execute("UPDATE outbox SET body = ? WHERE account_id = ? AND sequence = ?", body.getBytes(UTF_8),
                account.value(), sequence);
    }

    private String bodyOf(AccountId account, long sequence) {
        return new String(outbox.query("SELECT body FROM outbox WHERE account_id = ? AND sequence = ?", byte[].class,
                account.value(), sequence), UTF_8);
    }

    private List<String> sequences(AccountId account) {
        return published(account, Topics.HANDOFF_EVENTS).stream()
                .map(record -> TopicReader.header(record, EventHeaders.SEQUENCE))
                .toList();
    }

    private List<String> distinct(String topic, AccountId account) {
        return published(account, topic).stream()
                .map(record -> TopicReader.header(record, EventHeaders.SEQUENCE))
                .distinct()
                .toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> published(AccountId account, String topic) {
        return TopicReader.readAll(kafka, topic)
                .stream()
                .filter(record -> TopicReader.header(record, EventHeaders.ACCOUNT_ID).equals(account.toString()))
                .toList();
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }
}
