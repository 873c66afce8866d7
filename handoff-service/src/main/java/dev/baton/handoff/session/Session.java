package dev.baton.handoff.session;

import dev.baton.events.SessionId;
import dev.baton.events.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session as lists show it.
 *
 * @param escalatedToId who claimed its last handoff; null until a claim
 */
public record Session(SessionId id, String problemSummary, String domain, @Nullable String psaTicketId,
        SessionStatus status, UserId authorId, String authorName, @Nullable UserId escalatedToId,
        @Nullable String escalatedToName, int stepCount, Instant createdAt, Instant lastActivityAt) {
    /** Author and holder work in a session; everyone else at most reads it. */
    public boolean isWorkedOnBy(UserId person) {
        return authorId.equals(person) || person.equals(escalatedToId);
    }

    /** S2: the two who work in it always, any member of the account while it waits for a senior. */
    public boolean isVisibleTo(UserId person) {
        return isWorkedOnBy(person) || status == SessionStatus.ESCALATED;
    }
}
