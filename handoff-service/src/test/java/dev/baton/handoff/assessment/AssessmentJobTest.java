package dev.baton.handoff.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

import dev.baton.events.Confidence;
import dev.baton.events.HandoffId;
import dev.baton.handoff.testing.Desk;
import dev.baton.handoff.testing.Desks;
import dev.baton.handoff.testing.HandoffTest;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.JsonNode;

/** What becomes of an assessment when the assessor is slow, broken, or has nothing to say. */
@HandoffTest
@TestPropertySource(properties = "baton.assessment.timeout=1s")
class AssessmentJobTest {
    private static final Assessment RESULT = new Assessment("The cache", List.of(), Confidence.LOW, List.of(), "notes",
            "rules", "Built-in rules");

    @MockitoBean
    private Assessor assessor;

    @Autowired
    private AssessmentJob job;

    @Autowired
    private Desks desks;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MeterRegistry meters;

    private Desk desk;

    @BeforeEach
    void openADesk() {
        desk = desks.open();
    }

    @Test
    void anAssessorThatTakesTooLongCountsAsNone() throws Exception {
        when(assessor.assess(any())).thenAnswer(call -> {
            new CountDownLatch(1).await();
            return Optional.empty();
        });

        Desks.Escalated escalated = desks.escalated(desk.junior());

        assertThat(finished(escalated).get("assessment_state").asString()).isEqualTo("unavailable");
    }

    @Test
    void anAssessorThatFailsCountsAsNone() throws Exception {
        when(assessor.assess(any())).thenThrow(new IllegalStateException("out of tokens"));

        Desks.Escalated escalated = desks.escalated(desk.junior());

        assertThat(finished(escalated).get("assessment_state").asString()).isEqualTo("unavailable");
    }

    @Test
    void oneThatTakesAMomentIsFinishedInTheTransactionInWhichItBegan() throws Exception {
        AtomicBoolean inTransaction = new AtomicBoolean();
        when(assessor.takesAMoment()).thenReturn(true);
        when(assessor.assess(any())).thenAnswer(call -> {
            inTransaction.set(TransactionSynchronizationManager.isActualTransactionActive());
            return Optional.of(RESULT);
        });

        Desks.Escalated escalated = desks.escalated(desk.junior());

        assertThat(finished(escalated).get("assessment_state").asString()).isEqualTo("ready");
        assertThat(inTransaction).isTrue();
        assertThat(jobsOf(escalated)).isZero();
        assertThat(new RulesAssessor().takesAMoment()).isTrue();
    }

    @Test
    void oneThatTakesAMomentAndFailsCountsAsNone() throws Exception {
        when(assessor.takesAMoment()).thenReturn(true);
        when(assessor.assess(any())).thenThrow(new IllegalStateException("not one of the rules"));
        Counter failed = meters.get("baton.assessments").tag("result", "failed").counter();
        double before = failed.count();

        Desks.Escalated escalated = desks.escalated(desk.junior());

        assertThat(finished(escalated).get("assessment_state").asString()).isEqualTo("unavailable");
        assertThat(failed.count()).isEqualTo(before + 1);
    }

    @Test
    void aJobThatRunsTwiceFinishesOnce() throws Exception {
        when(assessor.assess(any())).thenReturn(Optional.of(RESULT));
        Desks.Escalated escalated = desks.escalated(desk.junior());
        long version = finished(escalated).get("version").asLong();

        job.run(desk.account(), HandoffId.of(escalated.handoff()));

        assertThat(jobsOf(escalated)).isZero();
        assertThat(finished(escalated).get("version").asLong()).isEqualTo(version);
        assertThat(finished(escalated).get("assessment").get("likely_cause").asString()).isEqualTo("The cache");
    }

    private long jobsOf(Desks.Escalated escalated) {
        return jdbc.sql("SELECT count(*) FROM scheduled_tasks WHERE task_name = :task AND task_instance LIKE :instance")
                .param("task", Assessments.TASK)
                .param("instance", "%/" + escalated.handoff())
                .query(Long.class)
                .single();
    }

    private JsonNode finished(Desks.Escalated escalated) {
        return await().atMost(Duration.ofSeconds(15))
                .until(() -> desks.as(desk.senior())
                        .get("/ai-sessions/" + escalated.session() + "/handoffs")
                        .ok()
                        .get("items")
                        .get(0),
                        handoff -> !handoff.get("assessment_state").asString().equals("pending"));
    }
}
