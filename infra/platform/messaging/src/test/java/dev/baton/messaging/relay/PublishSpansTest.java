package dev.baton.messaging.relay;

import static dev.baton.messaging.SampleEvents.aHandoff;
import static dev.baton.messaging.SampleEvents.anAccount;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.events.AccountId;
import dev.baton.events.EventHeaders;
import dev.baton.events.EventId;
import dev.baton.events.Topics;
import dev.baton.messaging.EventStream;
import dev.baton.messaging.TopicReader;
import dev.baton.platform.tracing.Traces;
import dev.baton.testing.RecordedSpans;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Publishing shows in the trace of the request that caused the event. */
class PublishSpansTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String REQUEST = "00f067aa0ba902b7";
    private static final String SAMPLED = "00-" + TRACE + "-" + REQUEST + "-01";
    private static final OutboxFixture outbox = new OutboxFixture();

    private final String kafka = BrokerProcess.shared().bootstrapServers();
    private final RecordedSpans spans = new RecordedSpans();
    private final AccountId acme = anAccount();
    private OutboxRelay relay;

    @BeforeEach
    void start() {
        relay = Relays.relay(outbox.relayLogin(), Map.of("bootstrap.servers", kafka), new SimpleMeterRegistry(),
                spans.tracer());
        outbox.afterCommit = relay::wake;
        relay.start();
    }

    @AfterEach
    void stop() {
        relay.stop();
        outbox.traceparent = null;
    }

    @AfterAll
    static void close() {
        outbox.close();
    }

    @Test
    void aRecordHasASpanFromSendingToItsAcknowledgementBelowTheRequest() {
        outbox.traceparent = SAMPLED;
        outbox.append(acme, aHandoff());

        await().atMost(ofSeconds(10)).until(() -> spans.all().size() == 1);
        ConsumerRecord<byte[], byte[]> record = published();
        SpanData span = spans.of(TRACE).getFirst();
        assertThat(span.getParentSpanId()).isEqualTo(REQUEST);
        assertThat(span.getName()).isEqualTo("send " + Topics.HANDOFF_EVENTS);
        assertThat(span.getKind()).isEqualTo(SpanKind.PRODUCER);
        assertThat(RecordedSpans.attributes(span)).containsEntry("messaging.system", "kafka")
                .containsEntry("messaging.operation.type", "send")
                .containsEntry("messaging.destination.name", Topics.HANDOFF_EVENTS)
                .containsEntry("messaging.destination.partition.id", Integer.toString(record.partition()))
                .containsEntry("messaging.kafka.offset", Long.toString(record.offset()))
                .containsEntry("baton.event.type", "handoff_created");
        assertThat(span.getStatus().getStatusCode()).isNotEqualTo(StatusCode.ERROR);
        assertThat(TimeUnit.NANOSECONDS.toMillis(span.getStartEpochNanos()))
                .isGreaterThanOrEqualTo(record.timestamp());
        assertThat(span.getEndEpochNanos()).isGreaterThan(span.getStartEpochNanos());
    }

    @Test
    void theRecordItselfGoesOnWithTheRequest() {
        outbox.traceparent = SAMPLED;
        outbox.append(acme, aHandoff());

        ConsumerRecord<byte[], byte[]> record = published();
        assertThat(TopicReader.header(record, EventHeaders.TRACEPARENT)).isEqualTo(SAMPLED);
        assertThat(new String(record.value(), UTF_8)).contains("\"traceparent\":\"" + SAMPLED + "\"");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"00-" + TRACE + "-" + REQUEST + "-00", "00-" + TRACE + "-nothing-01", "nonsense"})
    void anEventThatNobodyTracesHasNoSpan(String traceparent) {
        outbox.traceparent = traceparent;
        outbox.append(acme, aHandoff());

        published();
        assertThat(spans.started()).isZero();
    }

    @Test
    void aRefusalShowsInTheSpanAndReachesTheRelay() {
        OutboxRecord record = new OutboxRecord(1, new EventStream(Topics.HANDOFF_EVENTS, acme),
                acme.toString(), 1, 1, new EventId(acme.value()), "handoff_created", SAMPLED,
                new byte[0], Instant.EPOCH);
        AtomicReference<Exception> seen = new AtomicReference<>();
        Callback callback = new PublishSpans(new Traces(spans.tracer())).ending(record,
                (metadata, error) -> seen.set(error));

        callback.onCompletion(null, new RecordTooLargeException("too large"));

        SpanData span = spans.of(TRACE).getFirst();
        assertThat(RecordedSpans.attributes(span)).containsEntry("error.type", "RecordTooLargeException");
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(seen.get()).isInstanceOf(RecordTooLargeException.class);
    }

    private ConsumerRecord<byte[], byte[]> published() {
        return await().atMost(ofSeconds(10)).until(this::records, found -> found.size() == 1).getFirst();
    }

    private List<ConsumerRecord<byte[], byte[]>> records() {
        return TopicReader.readAll(kafka, Topics.HANDOFF_EVENTS)
                .stream()
                .filter(record -> TopicReader.header(record, EventHeaders.ACCOUNT_ID).equals(acme.toString()))
                .toList();
    }
}
