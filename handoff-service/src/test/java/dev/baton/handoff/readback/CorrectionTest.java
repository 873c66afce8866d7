package dev.baton.handoff.readback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.events.HandoffReadBackCorrected;
import dev.baton.handoff.testing.Api;
import dev.baton.handoff.testing.Desks;
import dev.baton.platform.security.Actor;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Acceptance H14: who escalated puts right what the claimer understood, as long as that matters. */
class CorrectionTest extends WaitingEscalation {
    private static final String UNDERSTOOD = "Only finance is hit";
    private static final String RIGHT = "Only two of finance, since Friday";
    private static final Map<String, Object> REASON = Map.of("reason", "I have no rights in Exchange Online");

    @Test
    void theClaimerIsToldOfTheCorrectionByTheEventAndTheBell() {
        long claimedVersion = claim().get("version").asLong();

        JsonNode corrected = correct(desk.junior(), RIGHT).ok();

        assertThat(corrected.get("read_back").asString()).isEqualTo(UNDERSTOOD);
        assertThat(corrected.get("read_back_correction").asString()).isEqualTo(RIGHT);
        await().untilAsserted(() -> assertThat(corrections()).hasSize(1));
        HandoffReadBackCorrected event = corrections().getFirst();
        assertThat(event.readBack()).isEqualTo(UNDERSTOOD);
        assertThat(event.readBackCorrection()).isEqualTo(RIGHT);
        assertThat(event.claimedBy()).isEqualTo(desk.senior().person());
        assertThat(event.correctedBy()).isEqualTo(desk.junior().person());
        assertThat(event.card().version()).isGreaterThan(claimedVersion);
        JsonNode notice = notices(desk.senior()).getFirst();
        assertThat(notice.get("title").asString())
                .isEqualTo("Jo Park corrected what you understood: Outlook is failing to sync email");
        assertThat(notice.get("link").asString()).isEqualTo("/pilot/" + escalated.session());
        assertThat(notice.get("settled").asBoolean()).isFalse();
        assertThat(notices(desk.senior2())).isEmpty();
    }

    @Test
    void theSameTextAgainHasNoFurtherEffectAndAnotherOneTakesItsPlace() {
        claim();
        correct(desk.junior(), RIGHT).ok();

        JsonNode again = correct(desk.junior(), RIGHT).ok();
        JsonNode another = correct(desk.junior(), "Only one").ok();

        assertThat(again.get("read_back_correction").asString()).isEqualTo(RIGHT);
        assertThat(another.get("read_back_correction").asString()).isEqualTo("Only one");
        await().untilAsserted(() -> assertThat(corrections())
                .extracting(HandoffReadBackCorrected::readBackCorrection)
                .containsExactly(RIGHT, "Only one"));
        assertThat(notices(desk.senior())).hasSize(2);
        assertThat(history()).extracting(entry -> entry.get("detail").asString()).containsExactly(RIGHT, "Only one");
        assertThat(history()).allSatisfy(
                entry -> assertThat(entry.at("/actor/name").asString()).isEqualTo("Jo Park"));
    }

    @Test
    void ofTheSameTextManyTimesAtOnceOneIsTold() throws Exception {
        claim();
        Callable<Api.Answer> correction = () -> correct(desk.junior(), RIGHT);

        try (ExecutorService tabs = Executors.newFixedThreadPool(8)) {
            for (Future<Api.Answer> answer : tabs.invokeAll(Collections.nCopies(24, correction))) {
                assertThat(answer.get().ok().get("read_back_correction").asString()).isEqualTo(RIGHT);
            }
        }

        assertThat(history()).hasSize(1);
        assertThat(notices(desk.senior())).hasSize(1);
    }

    @Test
    void aHandoffIsCorrectedSoOftenAndNoMore() throws Exception {
        claim();
        List<Callable<Api.Answer>> corrections = IntStream
                .rangeClosed(0, ReadBacks.MAX_CORRECTIONS + 4).<Callable<Api
                        .Answer>>mapToObj(number -> () -> correct(desk.junior(), "Correction " + number))
                .toList();

        int corrected = 0;
        try (ExecutorService tabs = Executors.newFixedThreadPool(8)) {
            for (Future<Api.Answer> answer : tabs.invokeAll(corrections)) {
                if (answer.get().status() == 200) {
                    corrected++;
                } else {
                    answer.get().problem(409, "too-many-corrections");
                }
            }
        }

        assertThat(corrected).isEqualTo(ReadBacks.MAX_CORRECTIONS);
        assertThat(history()).hasSize(ReadBacks.MAX_CORRECTIONS);
        String last = desks.as(desk.junior())
                .get("/ai-sessions/" + escalated.session() + "/handoffs")
                .ok()
                .at("/items/0/read_back_correction")
                .asString();
        assertThat(correct(desk.junior(), last).ok().get("read_back_correction").asString()).isEqualTo(last);
        correct(desk.junior(), RIGHT).problem(409, "too-many-corrections");
    }

    @Test
    void theLimitIsOfOneHandoff() {
        claim();
        for (int number = 0; number < ReadBacks.MAX_CORRECTIONS; number++) {
            correct(desk.junior(), "Correction " + number).ok();
        }
        desks.as(desk.senior()).post(escalated.claim().replace("/claim", "/return"), REASON).created();
        Desks.Escalated another = desks.escalated(desk.junior());
        desks.as(desk.senior()).post(another.claim(), Map.of("read_back", UNDERSTOOD)).ok();

        correct(desk.junior(), another, RIGHT).ok();
    }

    @Test
    void nobodyButWhoEscalatedCorrects() {
        claim();

        correct(desk.senior(), RIGHT).problem(403, "not-your-handoff");
        correct(desk.owner(), RIGHT).problem(403, "not-your-handoff");
        correct(desk.viewer(), RIGHT).problem(403, "forbidden");

        assertThat(history()).isEmpty();
    }

    @Test
    void whereNobodySaidWhatTheyUnderstoodThereIsNothingToCorrect() {
        correct(desk.junior(), RIGHT).problem(409, "no-read-back");
        desks.as(desk.senior()).post(escalated.claim()).ok();

        correct(desk.junior(), RIGHT).problem(409, "no-read-back");
    }

    @Test
    void whatWasGivenBackOrTakenBackIsNotCorrected() {
        claim();
        desks.as(desk.senior()).post(escalated.claim().replace("/claim", "/return"), REASON).created();
        Desks.Escalated cancelled = desks.escalated(desk.junior());
        desks.as(desk.junior()).post(cancelled.claim().replace("/claim", "/cancel")).ok();

        correct(desk.junior(), RIGHT).problem(409, "handoff-not-open");
        correct(desk.junior(), cancelled, RIGHT).problem(409, "handoff-not-open");
    }

    @Test
    void whileTheClaimerHasPutTheSessionAsideNothingOfItIsTold() {
        claim();
        Desks.Escalated parked = desks.parked(desk.senior(), escalated.session());

        JsonNode refused = correct(desk.junior(), RIGHT).problem(409, "session-not-open");

        assertThat(refused.get("session_status").asString()).isEqualTo("parked");
        correct(desk.junior(), parked, RIGHT).problem(404, "not-found");
        correct(desk.senior(), parked, RIGHT).problem(409, "handoff-not-open");
        desks.as(desk.senior()).post("/ai-sessions/" + escalated.session() + "/resume").ok();
        correct(desk.junior(), RIGHT).ok();
    }

    @Test
    void whatIsSolvedIsNotCorrected() {
        claim();
        desks.resolve(desk.senior(), escalated.session());

        correct(desk.junior(), RIGHT).problem(409, "session-not-open");
    }

    @Test
    void onceTheSessionHasGoneOnTheFirstClaimerIsCorrectedNoMore() {
        claim();
        Desks.Escalated next = desks.handedOn(desk.senior(), escalated.session());
        correct(desk.junior(), RIGHT).problem(409, "session-not-open");

        desks.as(desk.senior2()).post(next.claim()).ok();

        correct(desk.junior(), RIGHT).problem(409, "handoff-not-open");
        correct(desk.junior(), new Desks.Escalated(desks.session(desk.junior()), escalated.handoff()), RIGHT)
                .problem(404, "not-found");
    }

    private JsonNode claim() {
        return claim(desk.senior(), UNDERSTOOD);
    }

    private Api.Answer correct(Actor actor, String text) {
        return correct(actor, escalated, text);
    }

    private Api.Answer correct(Actor actor, Desks.Escalated handoff, String text) {
        return desks.as(actor).put(handoff.claim().replace("/claim", "/read-back-correction"), Map.of("text", text));
    }

    private List<HandoffReadBackCorrected> corrections() {
        return topic.of(escalated, HandoffReadBackCorrected.class);
    }

    private List<JsonNode> notices(Actor reader) {
        return desks.as(reader)
                .get("/notices")
                .ok()
                .get("items")
                .valueStream()
                .filter(notice -> notice.get("kind").asString().equals("handoff_read_back_corrected"))
                .toList();
    }

    private List<JsonNode> history() {
        return history("read_back_corrected");
    }
}
