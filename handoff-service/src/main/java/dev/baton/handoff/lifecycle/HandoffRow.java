package dev.baton.handoff.lifecycle;

import dev.baton.events.AccountId;
import dev.baton.events.HandoffId;
import dev.baton.events.UserId;
import dev.baton.handoff.session.Session;
import dev.baton.platform.database.Columns;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Table;

/** A handoff as it is created. Later changes are conditional UPDATEs, never a write of the whole row. */
@Table("handoff")
record HandoffRow(@Id @Embedded(onEmpty = Embedded.OnEmpty.USE_EMPTY) Key key, UUID sessionId, String intent,
        String status, String reason, String notes, String priority, String problemSummary, String domain,
        @Nullable String psaTicketId, int stepCount, UUID handedOffBy, @Nullable UUID targetUserId, Instant createdAt,
        @Nullable UUID returnedFrom, @Nullable Instant waitingSince, long version) {
    private static final long FIRST_VERSION = 1;

    record Key(UUID accountId, UUID id) {}

    /** What {@code author} hands off now. */
    static HandoffRow of(AccountId account, HandoffId id, Session session, NewHandoff wanted, UserId author,
            Instant now) {
        return new HandoffRow(new Key(account.value(), id.value()), session.id().value(),
                Columns.constant(wanted.intent()), wanted.intent() == Intent.PARK ? "parked" : "open",
                wanted.reason(), wanted.notes(), Columns.constant(wanted.priority()), session.problemSummary(),
                session.domain(), session.psaTicketId(), session.stepCount(), author.value(),
                wanted.target().map(UserId::value).orElse(null), now, null, null, FIRST_VERSION);
    }

    /** It waits in the place of another, as if it had done so from the first on. */
    HandoffRow replacing(Handoff returned) {
        return new HandoffRow(key, sessionId, intent, status, reason, notes, priority, problemSummary, domain,
                psaTicketId, stepCount, handedOffBy, targetUserId, createdAt, returned.id().value(),
                Objects.requireNonNullElse(returned.waitingSince(), returned.createdAt()), version);
    }
}
