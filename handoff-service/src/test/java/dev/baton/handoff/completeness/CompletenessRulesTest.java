package dev.baton.handoff.completeness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.events.Priority;
import dev.baton.events.SessionId;
import dev.baton.events.StepId;
import dev.baton.events.StepKind;
import dev.baton.events.UserId;
import dev.baton.handoff.session.Session;
import dev.baton.handoff.session.SessionDetail;
import dev.baton.handoff.session.SessionStatus;
import dev.baton.handoff.session.Step;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CompletenessRulesTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final UserId JO = new UserId(UUID.randomUUID());
    private static final String PROBLEM = "Outlook is failing to sync email since this morning";
    private static final SessionDetail TRIED = session(PROBLEM, StepKind.ACTION, StepKind.ACTION);
    private static final Draft WHOLE = new Draft("Please find out why the token is refused",
            "The whole team cannot work. If the cache must be rebuilt, save the drafts first.", Priority.HIGH);

    private final CompletenessRules rules = new CompletenessRules();

    CompletenessRulesTest() throws IOException {}

    @Test
    void anEmptyDraftLacksAllFiveAndSaysOneSentenceForEach() {
        Completeness found = rules.judge(new Draft("", " \n", null), session("Help"));

        assertThat(found.score()).isZero();
        assertThat(found.elements()).extracting(Completeness.Finding::element)
                .containsExactlyElementsOf(Arrays.asList(Element.values()));
        assertThat(found.elements()).allSatisfy(finding -> assertThat(finding.advice())
                .containsIgnoringCase(finding.title())
                .matches("[^.]+\\."));
    }

    @Test
    void aWholeDraftHasAHundredAndNoAdvice() {
        Completeness found = rules.judge(WHOLE, TRIED);

        assertThat(found.score()).isEqualTo(100);
        assertThat(found.elements()).extracting(Completeness.Finding::advice).containsOnlyNulls();
    }

    @Test
    void eachElementAloneCostsATwentyAndIsNamed() {
        assertThat(missing(WHOLE, session(PROBLEM, StepKind.ACTION, StepKind.OBSERVATION)))
                .containsExactly(Element.ACTION_LIST);
        assertThat(missing(new Draft(WHOLE.reason(), WHOLE.notes(), null), TRIED))
                .containsExactly(Element.ILLNESS_SEVERITY);
        assertThat(missing(new Draft(WHOLE.reason(), "The team cannot work until then", Priority.LOW),
                session("Mail", StepKind.ACTION, StepKind.ACTION))).containsExactly(Element.PATIENT_SUMMARY);
        assertThat(missing(new Draft(WHOLE.reason(), "The whole team cannot work", Priority.LOW), TRIED))
                .containsExactly(Element.SITUATION_AWARENESS);
        assertThat(missing(new Draft("Out of ideas", WHOLE.notes(), Priority.LOW), TRIED))
                .containsExactly(Element.SYNTHESIS);
        assertThat(rules.judge(new Draft("Out of ideas", WHOLE.notes(), Priority.LOW), TRIED).score()).isEqualTo(80);
    }

    @Test
    void aCueIsAWholeWordWithItsUsualEndingInAnyCase() {
        assertThat(missing(new Draft(WHOLE.reason(), "Two USERS cannot sign in. A gift card, a specific one.",
                Priority.LOW), TRIED)).containsExactly(Element.SITUATION_AWARENESS);
        assertThat(missing(new Draft(WHOLE.reason(), "Two users. Don’t reboot the host.", Priority.LOW), TRIED))
                .isEmpty();
    }

    @Test
    void textOfAnyKindIsJudged() {
        for (String odd : List.of("if ".repeat(1_300), "\\Q.*(", "😀".repeat(100), "' OR 1=1 --")) {
            assertThat(rules.judge(new Draft(odd, odd, Priority.LOW), TRIED).score()).isBetween(0, 100);
        }
    }

    private List<Element> missing(Draft draft, SessionDetail session) {
        return rules.judge(draft, session)
                .elements()
                .stream()
                .filter(finding -> !finding.present())
                .map(Completeness.Finding::element)
                .toList();
    }

    private static SessionDetail session(String problem, StepKind... kinds) {
        List<Step> steps = Arrays.stream(kinds)
                .map(kind -> new Step(new StepId(UUID.randomUUID()), kind, "Looked", null, null, JO, "Jo Park", NOW))
                .toList();
        return new SessionDetail(new Session(new SessionId(UUID.randomUUID()), problem, "mail", null,
                SessionStatus.ACTIVE, JO, "Jo Park", null, null, steps.size(), NOW, NOW), steps, null);
    }
}
