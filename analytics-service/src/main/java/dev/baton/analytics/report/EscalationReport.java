package dev.baton.analytics.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Time to first action after the claim, over the handoffs that were claimed within the window. Seconds are to the
 * millisecond, and null where nobody has acted yet.
 *
 * @param from claims from here on are in it; those that a fast clock dates a moment after {@code to} are, too
 * @param nHandoffsWithAction of those claimed, how many the claimer has acted on; the seconds are of these
 */
public record EscalationReport(Period period, Instant from, Instant to, @Nullable Double avgSeconds,
        @Nullable Double medianSeconds, @Nullable Double p95Seconds, long nHandoffsClaimed, long nHandoffsWithAction,
        String metricDefinition) {
    static final String METRIC_DEFINITION = """
            Time to first action after the claim: the seconds from the claim of an escalated handoff to the first step or \
            message of the person who claimed it, on that session. An automatic briefing is not an action. Handoffs \
            count by when they were claimed; those nobody has claimed, and those without an action yet, are not in the \
            seconds; a negative difference between clocks counts as 0. This is not "minutes recovered", which is a \
            manual baseline minus this.""";
}
