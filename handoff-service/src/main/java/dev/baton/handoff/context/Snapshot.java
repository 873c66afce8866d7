package dev.baton.handoff.context;

import dev.baton.events.StepKind;
import dev.baton.handoff.session.Session;
import dev.baton.handoff.session.Step;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session as it was when it was handed off (H5). It does not change afterwards, but for the
 * names of people who are erased.
 *
 * @param whatWasTried the most recent steps, oldest first, at most {@value #MAX_STEPS}
 * @param openQuestions questions that have no answer yet, at most 20
 * @param stepCount of the whole session
 */
public record Snapshot(String problemSummary, String domain, @Nullable String psaTicketId, List<Tried> whatWasTried,
        List<String> openQuestions, int stepCount) {
    static final int MAX_STEPS = 50;
    private static final int MAX_QUESTIONS = 20;

    public Snapshot {
        whatWasTried = List.copyOf(whatWasTried);
        openQuestions = List.copyOf(openQuestions);
    }

    public static Snapshot of(Session session, List<Step> steps) {
        List<Step> recent = steps.subList(Math.max(0, steps.size() - MAX_STEPS), steps.size());
        List<String> open = steps.stream()
                .filter(step -> step.kind() == StepKind.QUESTION && step.outcome() == null)
                .map(Step::text)
                .toList();
        List<String> recentlyOpen = open.subList(Math.max(0, open.size() - MAX_QUESTIONS), open.size());
        return new Snapshot(session.problemSummary(), session.domain(), session.psaTicketId(),
                recent.stream().map(Tried::of).toList(), recentlyOpen, steps.size());
    }

    /** One step of the timeline. */
    public record Tried(StepKind kind, String text, @Nullable String outcome, @Nullable String command,
            String actorName, Instant createdAt) {
        static Tried of(Step step) {
            return new Tried(step.kind(), step.text(), step.outcome(), step.command(), step.actorName(),
                    step.createdAt());
        }
    }
}
