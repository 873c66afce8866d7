package dev.baton.handoff.lifecycle;

import dev.baton.events.UserId;
import dev.baton.platform.database.Columns;
import dev.baton.platform.problem.NotFound;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a handoff stands, and what it refuses. A conditional UPDATE decides what happens; this says why one found no row.
 *
 * <pre>
 * open -> claimed -> returned (another one waits in its place)
 *      -> cancelled
 * parked -> resumed
 * </pre>
 */
sealed interface HandoffState {
    UserId handedOffBy();

    /** It waits for somebody. */
    record Open(UserId handedOffBy) implements HandoffState {}

    /** One person has it. */
    record Claimed(UserId handedOffBy, UserId by, String name, Instant at) implements HandoffState {
        HandoffAlreadyClaimed refusal() {
            return new HandoffAlreadyClaimed(by, name, at);
        }
    }

    /** It was taken back before a claim. */
    record Cancelled(UserId handedOffBy) implements HandoffState {}

    /** Who had claimed it gave it back. */
    record Returned(UserId handedOffBy) implements HandoffState {}

    /** Nobody but who put it aside knows of it (H3). */
    record Private(UserId handedOffBy) implements HandoffState {
        RuntimeException refusal(UserId actor) {
            return actor.equals(handedOffBy) ? new HandoffNotOpen() : new NotFound();
        }
    }

    static HandoffState of(ResultSet row, int number) throws SQLException {
        UserId author = new UserId(Columns.uuid(row, "handed_off_by"));
        return switch (Columns.constant(HandoffStatus.class, row, "status")) {
            case OPEN -> new Open(author);
            case CLAIMED -> new Claimed(author, new UserId(Columns.uuid(row, "claimed_by")), row.getString("name"),
                    Columns.instant(row, "claimed_at"));
            case CANCELLED -> new Cancelled(author);
            case RETURNED -> new Returned(author);
            case PARKED, RESUMED -> new Private(author);
        };
    }

    /** Why {@code actor} cannot claim it; empty if they have done so before (C4). */
    default Optional<RuntimeException> refusesClaim(UserId actor) {
        return switch (this) {
            // Not their own: they lost to a cancellation that was rolled back, and may try again.
            case Open(UserId author) -> Optional.of(author.equals(actor) ? new OwnHandoff() : new HandoffNotOpen());
            case Claimed claimed -> claimed.by().equals(actor) ? Optional.empty() : Optional.of(claimed.refusal());
            case Cancelled _,Returned _ -> Optional.of(new HandoffNotOpen());
            case Private hidden -> Optional.of(hidden.refusal(actor));
        };
    }

    /** Why {@code actor} cannot cancel it; empty if they have done so before. */
    default Optional<RuntimeException> refusesCancel(UserId actor) {
        if (this instanceof Private hidden) {
            return Optional.of(hidden.refusal(actor));
        }
        if (!handedOffBy().equals(actor)) {
            return Optional.of(new NotYourHandoff("Only the person who escalated can cancel it."));
        }
        return switch (this) {
            case Claimed claimed -> Optional.of(claimed.refusal());
            case Cancelled _ -> Optional.empty();
            case Open _,Returned _,Private _ -> Optional.of(new HandoffNotOpen());
        };
    }

    /** Why {@code actor} cannot return it. */
    default RuntimeException refusesReturn(UserId actor) {
        return switch (this) {
            case Private hidden -> hidden.refusal(actor);
            case Open _,Claimed _ -> new NotYourHandoff("Only the person who claimed it can return it.");
            case Cancelled _,Returned _ -> new HandoffNotOpen();
        };
    }
}
