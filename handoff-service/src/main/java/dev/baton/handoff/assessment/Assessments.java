package dev.baton.handoff.assessment;

import dev.baton.events.AccountId;
import dev.baton.events.HandoffId;
import dev.baton.handoff.background.Jobs;
import dev.baton.handoff.context.HandoffContext;
import dev.baton.handoff.context.HandoffContexts;
import dev.baton.handoff.context.StoredJson;
import dev.baton.platform.database.Columns;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The assessments of the current tenant. One is pending from the handoff's transaction on; what makes it finish once is
 * the conditional {@code UPDATE}, because the job that runs it may run twice.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Assessments {
    static final String TASK = "assessment";
    private static final int MAX_RUNS = 2;

    private final JdbcClient jdbc;
    private final HandoffContexts contexts;
    private final Jobs jobs;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final AssessmentProperties settings;

    public Assessments(JdbcClient jdbc, HandoffContexts contexts, Jobs jobs,
            ApplicationEventPublisher events, Clock clock, AssessmentProperties settings) {
        this.jdbc = jdbc;
        this.contexts = contexts;
        this.jobs = jobs;
        this.events = events;
        this.clock = clock;
        this.settings = settings;
    }

    /** Begins an assessment in the handoff's transaction, and with it the job that makes it (A2). */
    public void begin(AccountId account, HandoffId handoff) {
        Instant now = clock.instant();
        jdbc.sql("""
                INSERT INTO assessment (account_id, handoff_id, state, deadline)
                VALUES (:account, :handoff, 'pending', :deadline)
                """)
                .param("account", account.value())
                .param("handoff", handoff.value())
                .param("deadline", Columns.timestamp(now.plus(settings.timeout())))
                .update();
        jobs.add(TASK, account + "/" + handoff, now);
    }

    /** Counts a run; empty when it is finished, too late, or was tried often enough. */
    Optional<Run> startRun(HandoffId handoff) {
        return jdbc.sql("""
                UPDATE assessment SET runs = runs + 1
                WHERE handoff_id = :handoff AND state = 'pending' AND runs < :maxRuns AND deadline > :now
                RETURNING deadline
                """)
                .param("handoff", handoff.value())
                .param("maxRuns", MAX_RUNS)
                .param("now", Columns.timestamp(clock.instant()))
                .query((row, number) -> Columns.instant(row, "deadline"))
                .optional()
                .map(deadline -> new Run(deadline, contexts.of(handoff)));
    }

    /** Ends a pending assessment; does nothing when a second run comes late. */
    public void finish(AccountId account, HandoffId handoff, @Nullable Assessment result) {
        int finished = jdbc.sql("""
                UPDATE assessment SET state = :state, result = :result::jsonb
                WHERE handoff_id = :handoff AND state = 'pending'
                """)
                .param("state", result == null ? "unavailable" : "ready")
                .param("result", result == null ? null : StoredJson.write(result))
                .param("handoff", handoff.value())
                .update();
        if (finished == 1) {
            events.publishEvent(
                    new AssessmentFinished(account, handoff, result == null ? null : result.confidence()));
        }
    }

    /** The stored JSON of a finished assessment. */
    public static @Nullable Assessment read(@Nullable String stored) {
        return stored == null ? null : StoredJson.read(stored, Assessment.class);
    }

    record Run(Instant deadline, HandoffContext context) {}
}
