package dev.baton.systemtests;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.systemtests.spans.ExportedSpan;
import dev.baton.systemtests.spans.ExportedSpan.Kind;
import dev.baton.systemtests.spans.SpanCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One trace tells of an escalation from the dialog of the junior to the frame and the mail of the senior. */
@ExtendWith(RunningBaton.class)
class TraceIT {
    private static final String CALLER = "00f067aa0ba902b7";
    private static final String PROBLEM = "Canary of the trace cannot print";
    private static final String REASON = "Canary reason of the trace";
    private static final String TOPIC = "baton.handoff.events.v1";
    private static final String ANSWERED_WITH_AN_ERROR = UUID.randomUUID().toString().replace("-", "");

    private static SpanCollector collector;
    private static List<ExportedSpan> spans;

    @BeforeAll
    static void escalateWithAStreamOpen(Baton baton, SpanCollector running) throws Exception {
        collector = running;
        String trace = UUID.randomUUID().toString().replace("-", "");
        try (LiveStream stream = LiveStream.of(baton.signIn("senior@acme.example"))) {
            await().until(stream::isReady);
            String handoff = escalate(baton.signIn("junior@acme.example"), "00-" + trace + "-" + CALLER + "-01");
            await().atMost(ofSeconds(20)).until(() -> stream.handoffs("handoff_created").contains(handoff));
        }
        refuse(baton.signIn("junior@acme.example"), "00-" + ANSWERED_WITH_AN_ERROR + "-" + CALLER + "-01");
        spans = await().atMost(ofSeconds(60))
                .pollInterval(ofSeconds(1))
                .until(() -> collector.of(trace), TraceIT::hasArrived);
    }

    // Each is refused with an exception that quotes what it refuses.
    private static void refuse(Person junior, String traceparent) {
        Map<String, String> headers = Map.of("traceparent", traceparent);
        for (String body : List.of("{\"problem_summary\": Canary}", "{\"problem_summary\": \"x\", \"Canary\": 1}",
                "{\"problem_summary\": \"x\", \"domain\": [\"Canary\"]}",
                "{\"problem_summary\": \"Canary\\u0000\", \"domain\": \"mail\"}")) {
            assertThat(junior.send("POST", "/ai-sessions", body, headers).status()).as(body).isBetween(400, 422);
        }
    }

    // A frame on one replica, and a mail to everybody who may pick up. A span of a service's server is its last one.
    private static boolean hasArrived(List<ExportedSpan> found) {
        return mails(found).size() >= 4 && List.<Predicate<ExportedSpan>>of(TraceIT::isFrame, TraceIT::isPublishing,
                span -> span.is("notification-service", Kind.CONSUMER),
                span -> span.is("stream-gateway", Kind.SERVER), span -> span.is("handoff-service", Kind.SERVER))
                .stream()
                .allMatch(wanted -> found.stream().anyMatch(wanted));
    }

    private static String escalate(Person junior, String traceparent) {
        String session = junior.post("/ai-sessions", Map.of("problem_summary", PROBLEM, "domain", "hardware"))
                .expect(201)
                .get("id")
                .asString();
        String body = Person.JSON.writeValueAsString(Map.of("reason", REASON, "notes", "", "priority", "high"));
        return junior.send("POST", "/ai-sessions/" + session + "/escalate", body, Map.of("traceparent", traceparent))
                .expect(201)
                .get("handoff")
                .get("id")
                .asString();
    }

    @Test
    void theRequestGoesFromTheCallerThroughTheEdgeToTheService() {
        ExportedSpan edge = only(span -> span.is("stream-gateway", Kind.SERVER));
        ExportedSpan service = only(span -> span.is("handoff-service", Kind.SERVER));

        assertThat(edge.parent()).isEqualTo(CALLER);
        assertThat(above(service)).contains(edge);
    }

    @Test
    void theEventIsPublishedBelowTheRequest() {
        ExportedSpan publishing = only(span -> isPublishing(span) && isOf("handoff_created", span));

        assertThat(publishing.kind()).isEqualTo(Kind.PRODUCER);
        assertThat(above(publishing)).contains(request());
        assertThat(publishing.attributes()).containsEntry("messaging.system", "kafka")
                .containsEntry("messaging.destination.name", TOPIC)
                .containsKeys("messaging.destination.partition.id", "messaging.kafka.offset");
    }

    @Test
    void theFrameIsWrittenAfterTheEventWasSent() {
        ExportedSpan publishing = only(span -> isPublishing(span) && isOf("handoff_created", span));
        ExportedSpan frame = only(span -> isFrame(span) && isOf("handoff_created", span));

        assertThat(frame.service()).isEqualTo("stream-gateway");
        assertThat(above(frame)).contains(request());
        assertThat(Integer.parseInt(frame.attributes().get("baton.streams"))).isPositive();
        assertThat(frame.start()).isGreaterThan(publishing.start());
    }

    @Test
    void theMailsAreSentAfterTheEventWasConsumed() {
        ExportedSpan consuming = only(span -> span.is("notification-service", Kind.CONSUMER)
                && span.start() < mails(spans).getFirst().start());

        assertThat(above(consuming)).contains(request());
        assertThat(mails(spans)).hasSizeGreaterThanOrEqualTo(4).allSatisfy(mail -> {
            assertThat(mail.service()).isEqualTo("notification-service");
            assertThat(above(mail)).contains(request());
            assertThat(mail.start()).isGreaterThan(consuming.start());
            assertThat(mail.attributes()).isEqualTo(Map.of("baton.channel", "email", "baton.delivery.kind", "pick_up",
                    "baton.delivery.attempt", "1", "baton.delivery.outcome", "accepted"));
        });
    }

    @Test
    void everySpanEndsAfterItsStartAndStartsAfterItsParent() {
        assertThat(spans).allSatisfy(span -> {
            assertThat(span.end()).isGreaterThanOrEqualTo(span.start());
            parent(span).ifPresent(parent -> assertThat(span.start()).isGreaterThanOrEqualTo(parent.start()));
        });
        assertThat(spans).filteredOn(span -> parent(span).isEmpty())
                .extracting(ExportedSpan::parent)
                .as("nothing hangs in the air")
                .containsOnly(CALLER);
    }

    @Test
    void noSpanTellsWhomItWasAboutOrWhatTheyWrote() {
        await().until(() -> collector.of(ANSWERED_WITH_AN_ERROR)
                .stream()
                .filter(span -> span.is("handoff-service", Kind.SERVER))
                .count() == 4);
        String exported = collector.raw();

        assertThat(exported).contains("baton.delivery.outcome")
                .doesNotContain("acme.example", PROBLEM, REASON, "Canary");
    }

    private static ExportedSpan request() {
        return only(span -> span.is("handoff-service", Kind.SERVER));
    }

    private static boolean isPublishing(ExportedSpan span) {
        return span.name().equals("send " + TOPIC);
    }

    private static boolean isFrame(ExportedSpan span) {
        return span.name().equals("push frame");
    }

    private static boolean isOf(String eventType, ExportedSpan span) {
        return eventType.equals(span.attributes().get("baton.event.type"));
    }

    private static List<ExportedSpan> mails(List<ExportedSpan> from) {
        return from.stream().filter(span -> span.name().equals("send email")).toList();
    }

    private static ExportedSpan only(Predicate<ExportedSpan> wanted) {
        assertThat(spans).filteredOn(wanted).hasSize(1);
        return spans.stream().filter(wanted).findFirst().orElseThrow();
    }

    /** From its parent up to the caller. */
    private static List<ExportedSpan> above(ExportedSpan span) {
        List<ExportedSpan> chain = new ArrayList<>();
        parent(span).ifPresent(parent -> {
            chain.add(parent);
            chain.addAll(above(parent));
        });
        return chain;
    }

    private static Optional<ExportedSpan> parent(ExportedSpan span) {
        return spans.stream().filter(other -> other.id().equals(span.parent())).findFirst();
    }
}
