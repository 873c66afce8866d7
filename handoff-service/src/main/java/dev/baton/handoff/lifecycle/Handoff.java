package dev.baton.handoff.lifecycle;

import dev.baton.events.HandoffId;
import dev.baton.events.Person;
import dev.baton.events.Priority;
import dev.baton.events.SessionId;
import dev.baton.events.UserId;
import dev.baton.handoff.assessment.Assessment;
import dev.baton.handoff.assessment.AssessmentState;
import dev.baton.handoff.context.Snapshot;
import dev.baton.handoff.deadline.Stage;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A handoff with its context, as members of the account read it (H8).
 *
 * @param readBack what the claimer understood, if they said so (H14)
 * @param readBackCorrection what who escalated has to add to it
 * @param closedById who cancelled or returned it
 * @param closeReason why it was returned
 * @param returnedFrom the handoff that was given back and that this one replaces
 * @param waitingSince when the first of the handoffs that this one replaces was made; null if it replaces none
 * @param assessmentState null for a parked one, which gets none
 * @param nextDeadline what happens next if nobody does anything; null if nothing does
 * @param version grows with every change
 */
public record Handoff(HandoffId id, SessionId sessionId, Intent intent, HandoffStatus status, String reason,
        String notes, Priority priority, String problemSummary, String domain, @Nullable String psaTicketId,
        int stepCount, UserId handedOffById, String handedOffByName, @Nullable UserId targetUserId,
        @Nullable String targetUserName, Instant createdAt, @Nullable UserId claimedById,
        @Nullable String claimedByName, @Nullable Instant claimedAt, @Nullable String readBack,
        @Nullable String readBackCorrection, @Nullable UserId closedById,
        @Nullable String closedByName, @Nullable Instant closedAt, @Nullable String closeReason,
        @Nullable HandoffId returnedFrom, @Nullable Instant waitingSince, Snapshot snapshot,
        @Nullable AssessmentState assessmentState, @Nullable Assessment assessment, @Nullable Stage nextDeadline,
        @Nullable Instant nextDeadlineAt, long version) {
    /** Who took it, by the name that their account has for them; a token may have another. */
    public Optional<Person> claimer() {
        return claimedById == null || claimedByName == null
                ? Optional.empty()
                : Optional.of(new Person(claimedById, claimedByName));
    }
}
