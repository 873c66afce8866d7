package dev.baton.handoff.deadline;

import dev.baton.events.AccountId;
import dev.baton.events.HandoffId;
import dev.baton.events.UserId;
import dev.baton.handoff.background.Jobs;
import dev.baton.platform.database.Columns;
import dev.baton.platform.database.Writes;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What fires next for each handoff, set in the transaction of what it follows from, with the job that fires it. Every
 * change counts the number up, so that a job of an earlier one finds nothing to do.
 *
 * <p>Locks are taken in one order everywhere: the handoff, its session, its deadline.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Deadlines {
    public static final String TASK = "deadline";
    private static final long FIRST = 1;
    private static final String INSERT = """
            INSERT INTO handoff_deadline (account_id, handoff_id, number, stage, due_at)
            VALUES (:account, :handoff, :number, :stage, :due)
            """;

    private final JdbcClient jdbc;
    private final AccountRules rules;
    private final Jobs jobs;
    private final Clock clock;

    Deadlines(JdbcClient jdbc, AccountRules rules, Jobs jobs, Clock clock) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** It is the turn of this stage; where the account wants none, nothing fires any more. Returns when it fires. */
    public Optional<Instant> begin(AccountId account, HandoffId handoff, Stage stage) {
        Optional<Instant> due = rules.current().due(stage, clock.instant());
        long number = jdbc.sql(INSERT + """
                ON CONFLICT (account_id, handoff_id) DO UPDATE
                SET number = handoff_deadline.number + 1, stage = excluded.stage, due_at = excluded.due_at
                RETURNING number
                """)
                .param("account", account.value())
                .param("handoff", handoff.value())
                .param("number", FIRST)
                .param("stage", Columns.nullable(due.isPresent() ? Columns.constant(stage) : null))
                .param("due", Columns.nullable(due.orElse(null)))
                .query(Long.class)
                .single();
        due.ifPresent(at -> jobs.add(TASK, job(account, handoff, number), at));
        return due;
    }

    /** As the other, of a handoff that is written beside it: nothing of it can have fired. */
    public Optional<Instant> begin(Writes writes, AccountId account, HandoffId created, Stage stage) {
        Optional<Instant> due = rules.current().due(stage, clock.instant());
        writes.add(INSERT)
                .param("account", account.value())
                .param("handoff", created.value())
                .param("number", FIRST)
                .param("stage", Columns.nullable(due.isPresent() ? Columns.constant(stage) : null))
                .param("due", Columns.nullable(due.orElse(null)));
        due.ifPresent(at -> jobs.add(writes, TASK, job(account, created, FIRST), at));
        return due;
    }

    private static String job(AccountId account, HandoffId handoff, long number) {
        return account + "/" + handoff + "/" + number;
    }

    /** Nothing fires any more. */
    public void end(HandoffId handoff) {
        jdbc.sql("""
                UPDATE handoff_deadline SET number = number + 1, stage = NULL, due_at = NULL
                WHERE handoff_id = :handoff AND stage IS NOT NULL
                """).param("handoff", handoff.value()).update();
    }

    /** Nothing fires any more for a claim of this person; what others do stops no clock. */
    public void endOfClaim(HandoffId handoff, UserId claimer) {
        jdbc.sql("""
                UPDATE handoff_deadline d SET number = number + 1, stage = NULL, due_at = NULL
                FROM handoff h WHERE h.account_id = d.account_id AND h.id = d.handoff_id AND h.claimed_by = :claimer
                  AND d.handoff_id = :handoff AND d.stage IS NOT NULL
                """).param("claimer", claimer.value()).param("handoff", handoff.value()).update();
    }

    /**
     * Takes the stage that is due, once: a second job with the same number, or a late one, gets none. That it is time is
     * for the job to know: with a look at another clock a deadline could be missed for ever.
     */
    public Optional<Stage> take(HandoffId handoff, long number) {
        Optional<Stage> stage = jdbc.sql("""
                SELECT stage FROM handoff_deadline
                WHERE handoff_id = :handoff AND number = :number AND stage IS NOT NULL FOR UPDATE
                """)
                .param("handoff", handoff.value())
                .param("number", number)
                .query((row, index) -> Columns.constant(Stage.class, row, "stage"))
                .optional();
        stage.ifPresent(_ -> end(handoff));
        return stage;
    }
}
