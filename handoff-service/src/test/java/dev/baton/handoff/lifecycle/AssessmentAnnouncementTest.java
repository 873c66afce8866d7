package dev.baton.handoff.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;

import dev.baton.events.HandoffAssessmentReady;
import dev.baton.events.HandoffReturned;
import dev.baton.events.Priority;
import dev.baton.events.SessionId;
import dev.baton.handoff.assessment.Assessor;
import dev.baton.handoff.testing.AtADesk;
import dev.baton.handoff.testing.Desks;
import dev.baton.handoff.testing.HandoffTopic;
import dev.baton.platform.tenancy.Tenant;
import dev.baton.testing.Waiting;
import dev.baton.testing.engines.TestDatabase;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;
import org.springframework.transaction.support.TransactionOperations;

/** E1: what becomes of an assessment that ends while its session is put aside. */
class AssessmentAnnouncementTest extends AtADesk {
    /** A job of the service begins within a second, on a machine with nothing else to do. */
    private static final Duration LONG = Duration.ofSeconds(30);

    @MockitoSpyBean
    private Assessor assessor;
    @Autowired
    private Handoffs handoffs;
    @Autowired
    private TransactionOperations transaction;
    @Autowired
    private HandoffTopic topic;
    @Autowired
    private TestDatabase database;

    private final CountDownLatch thought = new CountDownLatch(1);
    private Desks.Escalated claimed;

    @BeforeEach
    void somebodyWorksInASessionWhoseAssessmentIsBeingMade() throws Exception {
        doAnswer(call -> {
            thought.await();
            return call.callRealMethod();
        }).when(assessor).assess(any());
        claimed = desks.escalated(desk.junior());
        desks.as(desk.senior()).post(claimed.claim()).ok();
    }

    @Test
    void itIsNotPublishedWhereTheSessionIsParkedInTheSameMoment() {
        Tenant.run(desk.account(), () -> transaction.executeWithoutResult(_ -> {
            handoffs.handOff(desk.senior(), SessionId.of(claimed.session()),
                    new NewHandoff(Intent.PARK, "Lunch", "", Priority.LOW, Optional.empty()));
            thought.countDown();
            await().atMost(LONG).until(() -> isAssessed() || Waiting.forALock(database));
        }));

        await().atMost(LONG).until(this::isAssessed);
        desks.as(desk.senior()).post("/ai-sessions/" + claimed.session() + "/resume").ok();
        giveBack();
        await().atMost(LONG).until(() -> !topic.of(claimed, HandoffReturned.class).isEmpty());
        assertThat(topic.of(claimed, HandoffAssessmentReady.class)).isEmpty();
    }

    @Test
    void itIsPublishedWhereSomebodyWorksInTheSession() {
        thought.countDown();

        await().atMost(LONG).until(this::isAssessed);
        giveBack();
        await().atMost(LONG).until(() -> !topic.of(claimed, HandoffReturned.class).isEmpty());
        assertThat(topic.of(claimed, HandoffAssessmentReady.class)).hasSize(1);
    }

    private void giveBack() {
        desks.as(desk.senior()).post(claimed.claim().replace("/claim", "/return"), Map.of("reason", "r")).created();
    }

    private boolean isAssessed() {
        return desks.as(desk.senior())
                .get("/ai-sessions/" + claimed.session() + "/handoffs")
                .ok()
                .at("/items/0/assessment_state")
                .asString()
                .equals("ready");
    }
}
