package dev.baton.handoff.assessment;

import dev.baton.events.AccountId;
import dev.baton.events.HandoffId;
import dev.baton.events.SessionId;
import dev.baton.handoff.background.Jobs;
import dev.baton.handoff.context.HandoffContext;
import dev.baton.handoff.context.HandoffContexts;
import dev.baton.handoff.context.StoredJson;
import dev.baton.handoff.similar.SimilarEscalations;
import dev.baton.platform.database.Columns;
import dev.baton.platform.database.Writes;
import dev.baton.platform.tenancy.NameLock;
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

    private static final String IS_DUE = """
            WHERE h.account_id = a.account_id AND h.id = a.handoff_id AND a.handoff_id = :handoff
              AND a.state = 'pending' AND a.runs < :maxRuns AND a.deadline > :now
            """;
    private static final String WHAT_TO_ASSESS = " a.deadline, h.session_id, c.snapshot, c.documentation ";

    private final JdbcClient jdbc;
    private final NameLock names;
    private final SimilarEscalations similar;
    private final Jobs jobs;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final AssessmentProperties settings;

    public Assessments(JdbcClient jdbc, NameLock names, SimilarEscalations similar, Jobs jobs,
            ApplicationEventPublisher events, Clock clock, AssessmentProperties settings) {
        this.jdbc = jdbc;
        this.names = names;
        this.similar = similar;
        this.jobs = jobs;
        this.events = events;
        this.clock = clock;
        this.settings = settings;
    }

    /** Begins an assessment with its handoff, and with it the job that makes it (A2). */
    public void begin(Writes writes, AccountId account, HandoffId handoff) {
        Instant now = clock.instant();
        writes.add("""
                INSERT INTO assessment (account_id, handoff_id, state, deadline)
                VALUES (:account, :handoff, 'pending', :deadline)
                """)
                .param("account", account.value())
                .param("handoff", handoff.value())
                .param("deadline", Columns.timestamp(now.plus(settings.timeout())));
        jobs.add(writes, TASK, job(account, handoff), now);
    }

    /** Counts a run; empty when it is finished, too late, or was tried often enough. */
    Optional<Run> startRun(AccountId account, HandoffId handoff) {
        return run("""
                UPDATE assessment a SET runs = runs + 1
                FROM handoff h JOIN handoff_context c ON c.account_id = h.account_id AND c.handoff_id = h.id
                """ + IS_DUE + "RETURNING" + WHAT_TO_ASSESS, account, handoff);
    }

    /** As the other, of a run that is not counted: for one that ends with the transaction in which it begins. */
    Optional<Run> find(AccountId account, HandoffId handoff) {
        return run("SELECT" + WHAT_TO_ASSESS + """
                FROM assessment a CROSS JOIN handoff h
                JOIN handoff_context c ON c.account_id = h.account_id AND c.handoff_id = h.id
                """ + IS_DUE, account, handoff);
    }

    private Optional<Run> run(String sql, AccountId account, HandoffId handoff) {
        return jdbc.sql(sql)
                .param("handoff", handoff.value())
                .param("maxRuns", MAX_RUNS)
                .param("now", Columns.timestamp(clock.instant()))
                .query((row, number) -> new Started(Columns.instant(row, "deadline"),
                        new SessionId(Columns.uuid(row, "session_id")), HandoffContexts.context(row, number)))
                .optional()
                .map(started -> new Run(started.deadline(), withSimilar(account, started)));
    }

    private HandoffContext withSimilar(AccountId account, Started started) {
        HandoffContext context = started.context();
        return context.with(similar.find(account, started.session(), context.snapshot().problemSummary()));
    }

    /**
     * Ends a pending assessment, and its job; an assessment that a late second run finds finished stays as it is.
     *
     * @param result with the notes that are to stand below the documentation of the session
     */
    public void finish(AccountId account, HandoffId handoff, @Nullable Assessment result) {
        names.lockToWrite(account);
        Writes writes = new Writes();
        jobs.done(writes, TASK, job(account, handoff));
        // The documentation as it is now: a person whom it named when the assessor got it may be erased.
        writes.add("""
                UPDATE assessment a
                SET state = :state, result = jsonb_set(found.result, '{ticket_notes}',
                    to_jsonb(c.documentation || (found.result ->> 'ticket_notes')))
                FROM handoff_context c CROSS JOIN (SELECT :result::jsonb) AS found (result)
                WHERE c.account_id = a.account_id AND c.handoff_id = a.handoff_id
                  AND a.handoff_id = :handoff AND a.state = 'pending'
                """)
                .param("state", result == null ? "unavailable" : "ready")
                .param("result", Columns.nullable(result == null ? null : StoredJson.write(result)))
                .param("handoff", handoff.value());
        if (writes.send(jdbc) == 1) {
            events.publishEvent(
                    new AssessmentFinished(account, handoff, result == null ? null : result.confidence()));
        }
    }

    private static String job(AccountId account, HandoffId handoff) {
        return account + "/" + handoff;
    }

    /** The stored JSON of a finished assessment. */
    public static @Nullable Assessment read(@Nullable String stored) {
        return stored == null ? null : StoredJson.read(stored, Assessment.class);
    }

    record Run(Instant deadline, HandoffContext context) {}

    private record Started(Instant deadline, SessionId session, HandoffContext context) {}
}
