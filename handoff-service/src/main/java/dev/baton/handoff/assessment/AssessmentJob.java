package dev.baton.handoff.assessment;

import dev.baton.events.AccountId;
import dev.baton.events.HandoffId;
import dev.baton.platform.tenancy.Tenant;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Runs one assessment: an assessor that takes long works outside any transaction, bounded by the deadline. */
@Component
public class AssessmentJob {
    private static final Logger LOG = LoggerFactory.getLogger(AssessmentJob.class);

    private final Assessments assessments;
    private final Assessor assessor;
    private final TransactionOperations transaction;
    private final Clock clock;
    private final AssessmentMetrics metrics;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    AssessmentJob(Assessments assessments, Assessor assessor, TransactionOperations transaction, Clock clock,
            AssessmentMetrics metrics) {
        this.assessments = assessments;
        this.assessor = assessor;
        this.transaction = transaction;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Makes the assessment of one handoff; runs again without effect when it is finished. */
    public void run(AccountId account, HandoffId handoff) {
        if (assessor.takesAMoment()) {
            runAtOnce(account, handoff);
            return;
        }
        // Committed before the assessor starts: a run that kills its replica counts, and is not tried for ever.
        Optional<Assessments.Run> run = Tenant.call(account,
                () -> transaction.execute(status -> assessments.startRun(account, handoff)));
        Assessment result = run.isEmpty() ? null : assess(handoff, run.get());
        // A crash here runs the job again; the conditional UPDATE of finish lets one of the two publish.
        Tenant.run(account,
                () -> transaction.executeWithoutResult(status -> assessments.finish(account, handoff, result)));
    }

    // One transaction instead of two. Nothing is locked while the assessor works, and a run that ends with its replica has
    // not been: whoever comes next tries until the deadline.
    private void runAtOnce(AccountId account, HandoffId handoff) {
        Tenant.run(account, () -> transaction.executeWithoutResult(_ -> {
            Assessment result = assessments.find(account, handoff).map(run -> assessAtOnce(handoff, run)).orElse(null);
            assessments.finish(account, handoff, result);
        }));
    }

    private @Nullable Assessment assessAtOnce(HandoffId handoff, Assessments.Run run) {
        try {
            return ended(assessor.assess(run.context()));
        } catch (InterruptedException e) {
            throw stopping();
        } catch (RuntimeException | StackOverflowError e) {
            failed(handoff, e);
            return null;
        }
    }

    private @Nullable Assessment assess(HandoffId handoff, Assessments.Run run) {
        Duration left = Duration.between(clock.instant(), run.deadline());
        Future<Optional<Assessment>> future = threads.submit(() -> assessor.assess(run.context()));
        try {
            return ended(future.get(left.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            throw stopping();
        } catch (TimeoutException e) {
            metrics.finished(AssessmentMetrics.Result.TIMEOUT);
            LOG.atWarn().addKeyValue("handoffId", handoff).log("assessment timed out");
        } catch (ExecutionException e) {
            failed(handoff, e.getCause() == null ? e : e.getCause());
        } finally {
            future.cancel(true);
        }
        return null;
    }

    private @Nullable Assessment ended(Optional<Assessment> result) {
        metrics.finished(result.isPresent() ? AssessmentMetrics.Result.READY : AssessmentMetrics.Result.NONE);
        return result.orElse(null);
    }

    private void failed(HandoffId handoff, Throwable cause) {
        metrics.finished(AssessmentMetrics.Result.FAILED);
        // Without its message: it may quote what people wrote.
        LOG.atWarn()
                .addKeyValue("handoffId", handoff)
                .addKeyValue("error", cause.getClass().getName())
                .log("assessment failed");
    }

    // The replica stops; the job's next run, elsewhere, decides.
    private static CancellationException stopping() {
        Thread.currentThread().interrupt();
        return new CancellationException("interrupted");
    }
}
