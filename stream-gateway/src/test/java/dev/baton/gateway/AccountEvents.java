package dev.baton.gateway;

import dev.baton.events.AccountId;
import dev.baton.events.BatonEvent;
import dev.baton.events.DirectoryUserChanged;
import dev.baton.events.EventCodec;
import dev.baton.events.EventEnvelope;
import dev.baton.events.EventHeaders;
import dev.baton.events.EventId;
import dev.baton.events.HandoffCard;
import dev.baton.events.HandoffCreated;
import dev.baton.events.HandoffId;
import dev.baton.events.MemberStatus;
import dev.baton.events.Person;
import dev.baton.events.Priority;
import dev.baton.events.Role;
import dev.baton.events.SessionId;
import dev.baton.events.SessionStepRecorded;
import dev.baton.events.StepId;
import dev.baton.events.StepKind;
import dev.baton.events.Topics;
import dev.baton.events.UserId;
import dev.baton.testing.engines.TestEngines;
import dev.baton.testing.events.PoisonRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** What the relay of handoff-service sends for one account, which nobody else uses. */
public final class AccountEvents {
    private static final EventCodec CODEC = new EventCodec();
    private static final Producer<byte[], byte[]> SHARED = producer(TestEngines.kafkaBootstrapServers());

    private final AccountId account;
    private final Producer<byte[], byte[]> producer;
    private long epoch = 1;
    private @Nullable String traceparent;
    private long sequence;
    private long directoryVersion;
    private @Nullable Long timestamp;

    public AccountEvents() {
        this(new AccountId(UUID.randomUUID()), SHARED);
    }

    /** On another broker. */
    public AccountEvents(Producer<byte[], byte[]> producer) {
        this(new AccountId(UUID.randomUUID()), producer);
    }

    private AccountEvents(AccountId account, Producer<byte[], byte[]> producer) {
        this.account = account;
        this.producer = producer;
    }

    public static Producer<byte[], byte[]> producer(String bootstrapServers) {
        return new KafkaProducer<>(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ProducerConfig.LINGER_MS_CONFIG, 0), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** The same account goes on through another producer. */
    public AccountEvents through(Producer<byte[], byte[]> other) {
        return new AccountEvents(account, other).from(sequence);
    }

    public AccountId account() {
        return account;
    }

    public long sequence() {
        return sequence;
    }

    public int partition() {
        return partition(Topics.HANDOFF_EVENTS);
    }

    private int partition(String topic) {
        return Utils.toPositive(Utils.murmur2(EventCodec.header(account.toString())))
                % producer.partitionsFor(topic).size();
    }

    public AccountEvents inEpoch(long next) {
        epoch = next;
        return this;
    }

    /** What is sent from now on was caused by this request. */
    public AccountEvents causedBy(String request) {
        traceparent = request;
        return this;
    }

    /** What is sent from now on happened then. */
    public AccountEvents at(Instant time) {
        timestamp = time.toEpochMilli();
        return this;
    }

    /** Events that are lost, or were sent before: the next one has the sequence after this. */
    public AccountEvents from(long lastSequence) {
        sequence = lastSequence;
        return this;
    }

    public AccountEvents create(int count) {
        for (int i = 0; i < count; i++) {
            create("Outlook is failing to sync");
        }
        return this;
    }

    /** @return the offset of the record */
    public long create(String problem) {
        return send(created(problem));
    }

    private static HandoffCreated created(String problem) {
        return new HandoffCreated(new HandoffCard(new HandoffId(UUID.randomUUID()),
                new SessionId(UUID.randomUUID()), problem, "mail", Priority.HIGH, "Out of ideas", 4, "12345",
                new Person(new UserId(UUID.randomUUID()), "Jo Park"), null, Instant.EPOCH, 1, 1));
    }

    /** An event that streams do not show. */
    public long recordStep() {
        return send(new SessionStepRecorded(new SessionId(UUID.randomUUID()), new HandoffId(UUID.randomUUID()),
                new StepId(UUID.randomUUID()), new Person(new UserId(UUID.randomUUID()), "Sam Reyes"), StepKind.ACTION,
                Instant.EPOCH, 1));
    }

    public void changePerson(UserId user, Role role, MemberStatus status) {
        directoryVersion++;
        repeatPerson(user, role, status, directoryVersion);
    }

    /** What a relay that was paused sends late. */
    public void repeatPerson(UserId user, Role role, MemberStatus status, long version) {
        send(new DirectoryUserChanged(user, "Sam Reyes", "sam@acme.example", role, status, version),
                account + "/" + user, version);
    }

    /** Something in place of the next event; the one after it takes its sequence if it has none itself. */
    public void poison(PoisonRecord poison) {
        await(producer, poison.of(message(created("never shown"), account.toString(), sequence + 1)));
        if (poison.hasPlace()) {
            sequence++;
        }
    }

    /** Something in place of the next change of a person. */
    public void poisonPerson(PoisonRecord poison, UserId user) {
        directoryVersion++;
        await(producer, poison.of(message(new DirectoryUserChanged(user, "Sam Reyes", "sam@acme.example", Role.OWNER,
                MemberStatus.ACTIVE, directoryVersion), account + "/" + user, directoryVersion)));
    }

    /** A record whose headers claim any place, with a body that is none. */
    public void claim(long claimedEpoch, long claimedSequence) {
        ProducerRecord<byte[], byte[]> good = message(created("never shown"), account.toString(), claimedSequence);
        good.headers().remove(EventHeaders.EPOCH).add(EventHeaders.EPOCH, EventCodec.header("" + claimedEpoch));
        await(producer, PoisonRecord.NOT_JSON.of(good));
    }

    private long send(BatonEvent event) {
        sequence++;
        return send(event, account.toString(), sequence);
    }

    private long send(BatonEvent event, String key, long number) {
        return await(producer, message(event, key, number)).offset();
    }

    private ProducerRecord<byte[], byte[]> message(BatonEvent event, String key, long number) {
        byte[] body = CODEC.encode(new EventEnvelope(new EventId(UUID.randomUUID()), account, epoch, number,
                Instant.now().truncatedTo(ChronoUnit.MILLIS), traceparent, event));
        ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(event.topic(), partition(event.topic()),
                timestamp, key.getBytes(StandardCharsets.UTF_8), body);
        message.headers()
                .add(EventHeaders.EVENT_TYPE, EventCodec.header(event.type()))
                .add(EventHeaders.ACCOUNT_ID, EventCodec.header(account.toString()))
                .add(EventHeaders.EPOCH, EventCodec.header(Long.toString(epoch)))
                .add(EventHeaders.SEQUENCE, EventCodec.header(Long.toString(number)));
        if (traceparent != null) {
            message.headers().add(EventHeaders.TRACEPARENT, EventCodec.header(traceparent));
        }
        return message;
    }

    private static RecordMetadata await(Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> message) {
        try {
            return producer.send(message).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
