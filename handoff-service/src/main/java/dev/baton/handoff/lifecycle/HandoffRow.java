package dev.baton.handoff.lifecycle;

import dev.baton.events.AccountId;
import dev.baton.events.HandoffId;
import dev.baton.events.Priority;
import dev.baton.events.SessionId;
import dev.baton.events.UserId;
import dev.baton.handoff.assessment.AssessmentState;
import dev.baton.handoff.context.Snapshot;
import dev.baton.handoff.deadline.Stage;
import dev.baton.handoff.session.Session;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A handoff as it is created. Later changes are conditional UPDATEs, never a write of the whole row. */
record HandoffRow(AccountId account, HandoffId id, SessionId session, Intent intent, String reason, String notes,
        Priority priority, String problemSummary, String domain, @Nullable String psaTicketId, int stepCount,
        UserId handedOffBy, @Nullable UserId target, Instant createdAt, @Nullable HandoffId returnedFrom,
        @Nullable Instant waitingSince) {
    static final long FIRST_VERSION = 1;

    /** What {@code author} hands off now. */
    static HandoffRow of(AccountId account, HandoffId id, Session session, NewHandoff wanted, UserId author,
            Instant now) {
        return new HandoffRow(account, id, session.id(), wanted.intent(), wanted.reason(), wanted.notes(),
                wanted.priority(), session.problemSummary(), session.domain(), session.psaTicketId(),
                session.stepCount(), author, wanted.target().orElse(null), now, null, null);
    }

    /** It waits in the place of another, as if it had done so from the first on. */
    HandoffRow replacing(Handoff returned) {
        return new HandoffRow(account, id, session, intent, reason, notes, priority, problemSummary, domain,
                psaTicketId, stepCount, handedOffBy, target, createdAt, returned.id(),
                Objects.requireNonNullElse(returned.waitingSince(), returned.createdAt()));
    }

    HandoffStatus status() {
        return intent == Intent.PARK ? HandoffStatus.PARKED : HandoffStatus.OPEN;
    }

    /** As it would be read back in the transaction that writes it, where it waits for its assessment. */
    Handoff waiting(Snapshot snapshot, Function<UserId, String> names, @Nullable Stage next, @Nullable Instant due) {
        return new Handoff(id, session, intent, status(), reason, notes, priority, problemSummary, domain, psaTicketId,
                stepCount, handedOffBy, names.apply(handedOffBy), target, target == null ? null : names.apply(target),
                createdAt, null, null, null, null, null, null, null, null, null, returnedFrom, waitingSince, snapshot,
                AssessmentState.PENDING, null, next, due, FIRST_VERSION);
    }
}
