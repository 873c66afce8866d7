package dev.baton.gateway.subscription.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.events.Role;
import dev.baton.gateway.AccountEvents;
import dev.baton.gateway.RunningGateway;
import dev.baton.gateway.StreamClient;
import dev.baton.testing.RecordedSpans;
import dev.baton.testing.TestTokens;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That the streams were told shows in the trace of the request that caused the event. */
class FrameSpanTest {
    private static final String REQUEST = "00f067aa0ba902b7";

    private final AccountEvents events = new AccountEvents();
    private final RunningGateway gateway = RunningGateway.first();
    private final String token = TestTokens.of(events.account(), Role.ENGINEER);
    private final String trace = aTrace();

    @Test
    void anEventHasOneSpanHoweverManyStreamsAreTold() {
        try (StreamClient one = StreamClient.open(gateway.streamPort(), token);
                StreamClient other = StreamClient.open(gateway.streamPort(), token);
                StreamClient third = StreamClient.open(gateway.streamPort(), token)) {
            one.await("ready");
            other.await("ready");
            third.await("ready");

            events.causedBy("00-" + trace + "-" + REQUEST + "-01").create("Outlook is failing to sync");

            SpanData span = onlySpanOf(trace, gateway);
            assertThat(span.getParentSpanId()).isEqualTo(REQUEST);
            assertThat(span.getName()).isEqualTo("push frame");
            assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
            assertThat(span.getEndEpochNanos()).isGreaterThan(span.getStartEpochNanos());
            assertThat(RecordedSpans.attributes(span)).containsEntry("baton.event.type", "handoff_created")
                    .containsEntry("baton.streams", "3")
                    .hasSize(2);
        }
    }

    @Test
    void everyReplicaThatHasAStreamOfTheAccountHasASpan() {
        RunningGateway second = RunningGateway.second();
        try (StreamClient one = StreamClient.open(gateway.streamPort(), token);
                StreamClient other = StreamClient.open(second.streamPort(), token)) {
            one.await("ready");
            other.await("ready");

            events.causedBy("00-" + trace + "-" + REQUEST + "-01").create("Outlook is failing to sync");

            assertThat(RecordedSpans.attributes(onlySpanOf(trace, gateway))).containsEntry("baton.streams", "1");
            assertThat(RecordedSpans.attributes(onlySpanOf(trace, second))).containsEntry("baton.streams", "1");
        }
    }

    @Test
    void aReplicaWithoutAStreamOfTheAccountHasNone() {
        String later = aTrace();
        try (StreamClient client = StreamClient.open(RunningGateway.second().streamPort(), token)) {
            client.await("ready");
            events.causedBy("00-" + trace + "-" + REQUEST + "-01").create("Outlook is failing to sync");
            client.awaitHandoffs(1);
            onlySpanOf(trace, RunningGateway.second());
        }
        // The first replica has read what came before as soon as it has told of this one.
        try (StreamClient client = StreamClient.open(gateway.streamPort(), token)) {
            client.await("ready");
            events.causedBy("00-" + later + "-" + REQUEST + "-01").create("Outlook is failing to sync");

            onlySpanOf(later, gateway);
        }

        assertThat(gateway.spans().of(trace)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"00-%s-" + REQUEST + "-00", "00-%s-0000000000000000-01", "01-%s-" + REQUEST + "-01", "%s"})
    void whatNobodyTracesIsToldWithoutASpan(String form) {
        String later = aTrace();
        try (StreamClient client = StreamClient.open(gateway.streamPort(), token)) {
            client.await("ready");

            events.causedBy(form.formatted(trace)).create("Outlook is failing to sync");
            events.causedBy("00-" + later + "-" + REQUEST + "-01").create("Outlook is failing to sync");

            client.awaitHandoffs(2);
            onlySpanOf(later, gateway);
            assertThat(gateway.spans().of(trace)).isEmpty();
        }
    }

    @Test
    void anEventThatStreamsDoNotShowHasNone() {
        String later = aTrace();
        try (StreamClient client = StreamClient.open(gateway.streamPort(), token)) {
            client.await("ready");

            events.causedBy("00-" + trace + "-" + REQUEST + "-01").recordStep();
            events.causedBy("00-" + later + "-" + REQUEST + "-01").create("Outlook is failing to sync");

            onlySpanOf(later, gateway);
            assertThat(gateway.spans().of(trace)).isEmpty();
        }
    }

    private static SpanData onlySpanOf(String trace, RunningGateway gateway) {
        await().until(() -> !gateway.spans().of(trace).isEmpty());
        assertThat(gateway.spans().of(trace)).hasSize(1);
        return gateway.spans().of(trace).getFirst();
    }

    private static String aTrace() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
