package dev.baton.notification.delivery.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.events.Role;
import dev.baton.notification.HelpDesk;
import dev.baton.notification.channel.email.ScriptedRelay;
import dev.baton.notification.channel.webhook.ScriptedChat;
import dev.baton.notification.destination.WebhookKind;
import dev.baton.platform.tracing.Traces;
import dev.baton.testing.RecordedSpans;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Each attempt to send shows in the trace of the request that caused the message. */
class SendingSpanTest extends StepByStep {
    private static final String REQUEST = "00f067aa0ba902b7";

    @Autowired
    private RecordedSpans spans;
    @Autowired
    private Traces traces;
    @Autowired
    private Tracer tracer;

    private final HelpDesk desk = HelpDesk.ofAJunior().with("admin", Role.ADMIN);
    private final String trace = UUID.randomUUID().toString().replace("-", "");
    private final String traceparent = "00-" + trace + "-" + REQUEST + "-01";

    @BeforeEach
    void knowTheDesk() {
        desks.known(desk);
    }

    @Test
    void eachAttemptIsASpanBelowTheRequest() {
        relay.on(desk.addressOf("admin"), ScriptedRelay.Reaction.DEFER_RECIPIENT);
        escalated(traceparent);

        engine.round();
        clock.advance(Duration.ofSeconds(10));
        engine.round();

        assertThat(spans.of(trace)).hasSize(2).allSatisfy(span -> {
            assertThat(span.getParentSpanId()).isEqualTo(REQUEST);
            assertThat(span.getName()).isEqualTo("send email");
            assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
        });
        assertThat(spans.of(trace)).extracting(RecordedSpans::attributes)
                .containsExactly(
                        Map.of("baton.channel", "email", "baton.delivery.kind", "pick_up", "baton.delivery.attempt",
                                "1", "baton.delivery.outcome", "deferred"),
                        Map.of("baton.channel", "email", "baton.delivery.kind", "pick_up", "baton.delivery.attempt",
                                "2", "baton.delivery.outcome", "accepted"));
    }

    @ParameterizedTest
    @EnumSource(WebhookKind.class)
    void aMessageToAChatIsASpanThatNamesNoUrl(WebhookKind kind) {
        String path = "/" + kind.code() + "/" + desk.id();
        desks.connected(desk, kind, chat.url(path));
        escalated(traceparent);

        engine.round();

        SpanData span = named("send " + kind.code());
        assertThat(span.getParentSpanId()).isEqualTo(REQUEST);
        assertThat(RecordedSpans.attributes(span)).containsEntry("baton.delivery.outcome", "accepted");
        assertThat(spans.of(trace).toString()).doesNotContain(desk.id().toString(), "127.0.0.1", "Outlook");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"00-%s-" + REQUEST + "-00", "00-%s-nothing-01", "%s"})
    void whatNobodyTracesIsSentWithoutASpan(@Nullable String form) {
        int before = spans.all().size();
        escalated(form == null ? null : form.formatted(trace));

        engine.round();

        assertThat(relay.mailsTo(desk.addresses())).hasSize(1);
        assertThat(spans.all().stream().skip(before).map(SpanData::getName)).doesNotContain("send email");
    }

    @Test
    void theWarningThatFollowsFromAnAttemptIsOfTheSameTrace() {
        String path = "/slack/" + desk.id();
        desks.connected(desk, WebhookKind.SLACK, chat.url(path));
        chat.on(path, ScriptedChat.Reaction.says(404, "no_service"));
        escalated(traceparent);

        engine.round();
        clock.advance(Duration.ofSeconds(5));
        engine.round();

        assertThat(RecordedSpans.attributes(named("send slack"))).containsEntry("baton.delivery.outcome", "closed");
        assertThat(spans.of(trace)).extracting(span -> RecordedSpans.attributes(span).get("baton.delivery.kind"))
                .containsExactlyInAnyOrder("pick_up", "pick_up", "destination_disabled");
    }

    @Test
    void aTestMessageIsOfTheRequestThatAskedForIt() {
        desks.connected(desk, WebhookKind.SLACK, chat.url("/slack/" + desk.id()));
        Span asking = traces.below(traceparent).orElseThrow().name("asking").start();

        try (Tracer.SpanInScope _ = tracer.withSpan(asking)) {
            desks.tested(desk, WebhookKind.SLACK);
        }
        engine.round();

        SpanData span = named("send slack");
        assertThat(span.getParentSpanId()).isEqualTo(asking.context().spanId());
        assertThat(RecordedSpans.attributes(span)).containsEntry("baton.delivery.kind", "destination_test");
    }

    private void escalated(@Nullable String traceparentOfEvent) {
        desks.escalated(desk, desk.escalation(), traceparentOfEvent, clock.instant());
    }

    private SpanData named(String name) {
        List<SpanData> found = spans.of(trace).stream().filter(span -> span.getName().equals(name)).toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }
}
