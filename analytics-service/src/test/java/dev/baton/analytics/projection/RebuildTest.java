package dev.baton.analytics.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.analytics.AnalyticsTest;
import dev.baton.analytics.EventLog;
import dev.baton.analytics.History;
import dev.baton.analytics.MetricTable;
import dev.baton.analytics.NaiveReader;
import dev.baton.analytics.Replica;
import dev.baton.analytics.report.EscalationReports;
import dev.baton.analytics.report.Period;
import dev.baton.platform.tenancy.Tenant;
import dev.baton.testing.MutableClock;
import dev.baton.testing.engines.TestDatabase;
import dev.baton.testing.engines.TestEngines;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** Acceptance M6. The context builds generation 7; numbers below it are free for whatever a test makes of them. */
@AnalyticsTest
@TestPropertySource(properties = {"baton.analytics.generation=7", "baton.analytics.catch-up-interval=100ms"})
class RebuildTest {
    @Autowired
    MetricTable table;
    @Autowired
    TestDatabase database;
    @Autowired
    Generations generations;
    @Autowired
    EscalationReports reports;
    @Autowired
    @Qualifier("worker")
    JdbcClient worker;
    @Autowired
    MutableClock clock;

    @Test
    void aNewGenerationEqualsTheOneBeforeWhichAnswersMeanwhile() {
        History before = History.random(31, 50, clock.instant());
        EventLog.publish(before.events());
        await().untilAsserted(
                () -> assertThat(table.rows(before.account(), 7)).isEqualTo(new NaiveReader(before).rows()));
        await().until(() -> generations.hasCaughtUp(new Generation(7)));

        try (ConfigurableApplicationContext rebuilt = Replica.start(database, TestEngines.kafkaBootstrapServers(),
                Map.of("baton.analytics.generation", "8", "baton.analytics.catch-up-interval", "100ms"))) {
            await().until(() -> generations.hasCaughtUp(new Generation(8)));
            History after = History.random(32, 50, clock.instant());
            EventLog.publish(after.events());

            for (int generation : new int[]{7, 8}) {
                await().untilAsserted(() -> assertThat(table.rows(after.account(), generation))
                        .isEqualTo(new NaiveReader(after).rows()));
            }
            assertThat(table.count("SELECT count(*) FROM handoff_metric WHERE generation = 7")).isGreaterThan(99);
            assertThat(differences(7, 8)).isZero();
            assertThat(differences(8, 7)).isZero();
            new NaiveReader(after).assertAgreesWith(Tenant.call(after.account(),
                    () -> rebuilt.getBean(EscalationReports.class).escalations(Period.NINETY_DAYS)));
            new NaiveReader(after).assertAgreesWith(Tenant.call(after.account(),
                    () -> reports.escalations(Period.NINETY_DAYS)));
        }
    }

    @Test
    void whatAGenerationCannotReadGoesToTheDeadLettersOfTheService() {
        History history = History.empty();
        history.created(clock.instant());
        history.created(clock.instant());

        EventLog.publishGarbageInPlaceOf(history.events().getFirst());
        EventLog.publish(history.events().subList(1, 2));

        await().untilAsserted(() -> assertThat(table.rows(history.account(), 7)).hasSize(1));
        await().untilAsserted(() -> assertThat(EventLog.deadLetters(history.account(), "dlt-group"))
                .contains("analytics-service-g7"));
    }

    @Test
    void aReplacedGenerationGoesAfterItsTimeWithItsWatermarks() {
        History history = History.empty();
        insertClaim(history, 1);
        insertClaim(history, 2);
        table.execute("""
                INSERT INTO inbox (account_id, group_name, topic, epoch, last_seq, last_offset)
                VALUES (gen_random_uuid(), 'analytics-service', 't', 1, 1, 1),
                    (gen_random_uuid(), 'analytics-service-g2', 't', 1, 1, 1)
                """);
        generations.begin(new Generation(1));
        generations.begin(new Generation(2));
        ReplacedGenerations replaced = new ReplacedGenerations(worker, properties(2), clock);

        clock.advance(Duration.ofHours(25));
        replaced.remove();
        assertThat(table.rows(history.account(), 1)).as("not before its successor caught up").hasSize(1);

        generations.caughtUp(new Generation(2));
        clock.advance(Duration.ofHours(23));
        replaced.remove();
        assertThat(table.rows(history.account(), 1)).as("not yet").hasSize(1);

        clock.advance(Duration.ofHours(1));
        replaced.remove();
        assertThat(table.rows(history.account(), 1)).isEmpty();
        assertThat(table.rows(history.account(), 2)).hasSize(1);
        assertThat(table.count("SELECT count(*) FROM inbox WHERE group_name = 'analytics-service'")).isZero();
        assertThat(table.count("SELECT count(*) FROM inbox WHERE group_name = 'analytics-service-g2'")).isOne();
        assertThat(table.count("SELECT count(*) FROM projection_generation WHERE generation = 1")).isZero();
    }

    private long differences(int one, int other) {
        return table
                .count("""
                        SELECT count(*) FROM (
                            SELECT account_id, handoff_id, session_id, created_at, version, claimed_by, claimed_at, first_action_at
                            FROM handoff_metric WHERE generation = %d
                            EXCEPT
                            SELECT account_id, handoff_id, session_id, created_at, version, claimed_by, claimed_at, first_action_at
                            FROM handoff_metric WHERE generation = %d) AS different
                        """
                        .formatted(one, other));
    }

    private static ProjectionProperties properties(int generation) {
        return new ProjectionProperties(generation, Duration.ofHours(24), Duration.ofHours(1), Duration.ofSeconds(1));
    }

    private void insertClaim(History history, int generation) {
        table.query(jdbc -> jdbc.sql("""
                INSERT INTO handoff_metric (account_id, generation, handoff_id, session_id, created_at, version,
                    claimed_by, claimed_at)
                VALUES (:account, :generation, gen_random_uuid(), gen_random_uuid(), now(), 2, gen_random_uuid(), now())
                """)
                .param("account", history.account().value())
                .param("generation", generation)
                .update());
    }
}
