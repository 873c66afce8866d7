package dev.baton.handoff.background;

import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.handoff.testing.HandoffTest;
import dev.baton.platform.database.Writes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@HandoffTest
class JobsTest {
    private static final String TASK = "deadline";

    @Autowired
    private Jobs jobs;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionOperations transaction;

    @Autowired
    private Clock clock;

    private final String instance = UUID.randomUUID() + "/" + UUID.randomUUID() + "/1";

    @Test
    void aSecondJobOfTheSameNameIsIgnoredAndWhatFollowsItIsDone() {
        Instant first = clock.instant().plus(ofHours(1));
        add(first);

        Boolean went = transaction.execute(status -> {
            jobs.add(TASK, instance, first.plus(ofHours(1)));
            return jdbc.sql("SELECT true").query(Boolean.class).single();
        });

        assertThat(went).isTrue();
        assertThat(dueTimes()).containsExactly(first);
    }

    @Test
    void rolledBackMeansThereIsNoJob() {
        transaction.executeWithoutResult(status -> {
            jobs.add(TASK, instance, clock.instant().plus(ofHours(1)));
            status.setRollbackOnly();
        });

        assertThat(dueTimes()).isEmpty();
    }

    @Test
    void aJobIsDoneIfTheTransactionOfItsEffectCommits() {
        add(clock.instant().plus(ofHours(1)));

        done(true);
        assertThat(dueTimes()).hasSize(1);

        done(false);
        assertThat(dueTimes()).isEmpty();
    }

    private void done(boolean rolledBack) {
        transaction.executeWithoutResult(status -> {
            Writes effect = new Writes();
            jobs.done(effect, TASK, instance);
            effect.send(jdbc);
            if (rolledBack) {
                status.setRollbackOnly();
            }
        });
    }

    private void add(Instant at) {
        transaction.executeWithoutResult(status -> jobs.add(TASK, instance, at));
    }

    private List<Instant> dueTimes() {
        return jdbc.sql("SELECT execution_time FROM scheduled_tasks WHERE task_instance = :instance")
                .param("instance", instance)
                .query((row, number) -> row.getTimestamp("execution_time").toInstant())
                .list();
    }
}
