package dev.baton.analytics.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.analytics.AnalyticsTest;
import dev.baton.analytics.History;
import dev.baton.analytics.MetricTable;
import dev.baton.analytics.projection.Generation;
import dev.baton.analytics.projection.Generations;
import dev.baton.analytics.projection.ProjectionProperties;
import dev.baton.events.EventEnvelope;
import dev.baton.events.HandoffCard;
import dev.baton.events.Person;
import dev.baton.messaging.EventHandler;
import dev.baton.platform.tenancy.Tenant;
import dev.baton.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@AnalyticsTest
class EscalationReportsTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private final History history = History.empty();
    private final Person claimer = history.person("Sam");

    @Autowired
    EscalationReports reports;
    @Autowired
    EventHandler handler;
    @Autowired
    TransactionTemplate transaction;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    Generations generations;
    @Autowired
    MetricTable table;
    @Autowired
    MutableClock clock;

    @BeforeEach
    void stopTheClock() {
        clock.stopAt(NOON);
    }

    @Test
    void withoutDataTheSecondsAreNullAndTheCountsZero() {
        EscalationReport report = report(Period.THIRTY_DAYS);

        assertThat(report).isEqualTo(new EscalationReport(Period.THIRTY_DAYS, Instant.parse("2026-01-31T12:00:00Z"),
                NOON, null, null, null, 0, 0, EscalationReport.METRIC_DEFINITION));
    }

    @Test
    void secondsAreFromTheClaimToTheFirstActionOfTheClaimer() {
        for (int seconds : new int[]{10, 20, 30, 40, 100}) {
            acted(claimed(NOON.minusSeconds(3_600)), NOON.minusSeconds(3_600 - seconds));
        }
        claimed(NOON.minusSeconds(600));
        history.created(NOON.minusSeconds(60));

        EscalationReport report = report(Period.SEVEN_DAYS);

        assertThat(report.nHandoffsClaimed()).isEqualTo(6);
        assertThat(report.nHandoffsWithAction()).isEqualTo(5);
        assertThat(report.avgSeconds()).isEqualTo(40.0);
        assertThat(report.medianSeconds()).isEqualTo(30.0);
        assertThat(report.p95Seconds()).isEqualTo(88.0);
    }

    @Test
    void anActionBeforeTheClaimCountsAsZeroBecauseClocksDrift() {
        acted(claimed(NOON.minusSeconds(60)), NOON.minusSeconds(62));
        acted(claimed(NOON.minusSeconds(60)), NOON.minusMillis(59_500));

        EscalationReport report = report(Period.SEVEN_DAYS);

        assertThat(report.avgSeconds()).isEqualTo(0.25);
        assertThat(report.nHandoffsWithAction()).isEqualTo(2);
    }

    @Test
    void theWindowIsByTheTimeOfTheClaim() {
        claimed(NOON.minus(Duration.ofDays(7)));
        claimed(NOON.minus(Duration.ofDays(7)).minusMillis(1));
        HandoffCard old = history.created(NOON.minus(Duration.ofDays(60)));
        history.claimed(old, claimer, NOON.minusSeconds(5));
        claimed(NOON.plusMillis(800));

        assertThat(report(Period.SEVEN_DAYS).nHandoffsClaimed()).isEqualTo(3);
        assertThat(report(Period.THIRTY_DAYS).nHandoffsClaimed()).isEqualTo(4);
    }

    @Test
    void anotherAccountSeesNothingOfIt() {
        claimed(NOON.minusSeconds(60));
        apply();

        EscalationReport report = Tenant.call(History.empty().account(), () -> reports.escalations(Period.SEVEN_DAYS));

        assertThat(report.nHandoffsClaimed()).isZero();
    }

    @Test
    void untilAGenerationHasCaughtUpTheLastCompleteOneAnswers() {
        claimed(NOON.minusSeconds(60));
        apply();
        generations.begin(new Generation(1));
        generations.caughtUp(new Generation(1));
        generations.begin(new Generation(2));
        EscalationReports rebuilding = new EscalationReports(jdbc, clock,
                new ProjectionProperties(2, Duration.ofHours(24), Duration.ofHours(1), Duration.ofSeconds(1)));

        assertThat(claimedIn(rebuilding)).isOne();

        generations.caughtUp(new Generation(2));

        assertThat(claimedIn(rebuilding)).isZero();
    }

    @Test
    void theDefinitionSaysWhatTheNumberIsAndWhatItIsNot() {
        assertThat(EscalationReport.METRIC_DEFINITION).doesNotContain("\n")
                .contains("Time to first action after the claim", "This is not \"minutes recovered\"",
                        "a manual baseline minus this");
    }

    @Test
    void aReportReadsARangeOfTheIndexUnderRowSecurity() {
        table.execute("""
                INSERT INTO handoff_metric (account_id, generation, handoff_id, session_id, created_at, version,
                    claimed_by, claimed_at, first_action_at)
                SELECT md5((n % 200)::text)::uuid, 1, md5(n::text)::uuid, gen_random_uuid(), claimed, 2,
                    gen_random_uuid(), claimed, claimed + interval '90 s'
                FROM (SELECT n, timestamptz '2026-03-02 12:00Z' - n * interval '9 min' AS claimed
                    FROM generate_series(1, 40000) AS n) AS made
                """);
        table.execute("VACUUM ANALYZE handoff_metric");

        List<String> plan = Tenant.call(history.account(), () -> transaction.execute(_ -> jdbc
                .sql("EXPLAIN " + EscalationReports.QUERY)
                .param("built", 1)
                .param("from", NOON.minus(Duration.ofDays(90)).atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list()));

        assertThat(String.join("\n", plan)).contains("Index Only Scan using handoff_metric_claimed")
                .containsPattern("Index Cond: .*account_id = .*generation = .*claimed_at >= ")
                .doesNotContain("Seq Scan on handoff_metric");
    }

    private HandoffCard claimed(Instant at) {
        HandoffCard card = history.created(at.minusSeconds(300));
        history.claimed(card, claimer, at);
        return card;
    }

    private void acted(HandoffCard card, Instant at) {
        history.acted(card, claimer, at);
    }

    private long claimedIn(EscalationReports ofAnotherReplica) {
        return Tenant.call(history.account(), () -> transaction
                .execute(_ -> ofAnotherReplica.escalations(Period.SEVEN_DAYS).nHandoffsClaimed()));
    }

    private EscalationReport report(Period period) {
        apply();
        return Tenant.call(history.account(), () -> reports.escalations(period));
    }

    private void apply() {
        for (EventEnvelope event : history.events()) {
            Tenant.run(event.accountId(), () -> transaction.executeWithoutResult(_ -> handler.handle(event)));
        }
    }
}
