package dev.baton.handoff.lifecycle;

import dev.baton.events.HandoffCard;
import dev.baton.events.HandoffClaimed;
import dev.baton.events.HandoffId;
import dev.baton.events.SessionId;
import dev.baton.events.UserId;
import dev.baton.handoff.notice.Notices;
import dev.baton.handoff.session.Sessions;
import dev.baton.messaging.Outbox;
import dev.baton.platform.database.Columns;
import dev.baton.platform.problem.NotFound;
import dev.baton.platform.security.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Decides who takes a handoff: exactly one person does (C2). */
@Service
public class Claims {
    private final JdbcClient jdbc;
    private final HandoffRows rows;
    private final Sessions sessions;
    private final Notices notices;
    private final Outbox outbox;
    private final Clock clock;

    Claims(JdbcClient jdbc, HandoffRows rows, Sessions sessions, Notices notices, Outbox outbox, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.sessions = sessions;
        this.notices = notices;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Claims a handoff. The same person may claim again and gets the first result (C4).
     *
     * @throws NotFound 404
     * @throws HandoffAlreadyClaimed 409, with the winner
     * @throws OwnHandoff 409
     * @throws HandoffNotOpen 409
     */
    @Transactional
    public Handoff claim(Actor actor, SessionId sessionId, HandoffId id) {
        Instant now = clock.instant();
        if (!win(actor, sessionId, id, now)) {
            refuseUnlessMine(actor, sessionId, id);
            return rows.find(sessionId, id).orElseThrow();
        }
        Handoff handoff = rows.find(sessionId, id).orElseThrow();
        tell(actor, handoff, now);
        return handoff;
    }

    // The one statement that decides; everything after it is bookkeeping.
    private boolean win(Actor actor, SessionId sessionId, HandoffId id, Instant now) {
        return jdbc.sql("""
                UPDATE handoff
                SET claimed_by = :actor, claimed_at = :now, status = 'claimed', version = version + 1
                WHERE id = :id AND session_id = :session AND status = 'open' AND claimed_by IS NULL
                  AND handed_off_by <> :actor
                """)
                .param("actor", actor.id().value())
                .param("now", Columns.timestamp(now))
                .param("id", id.value())
                .param("session", sessionId.value())
                .update() == 1;
    }

    private void tell(Actor actor, Handoff handoff, Instant now) {
        sessions.takeOver(actor, handoff.sessionId(), handoff.id());
        HandoffCard card = rows.card(actor.accountId(), handoff);
        notices.handoffClaimed(actor.accountId(), card, actor.person());
        outbox.append(actor.accountId(), new HandoffClaimed(card, actor.person(), now));
    }

    // READ COMMITTED: a loser waited for the winner's row lock, and reads the winner here. No context is read for it:
    // of a thousand racers 999 come this way.
    private void refuseUnlessMine(Actor actor, SessionId sessionId, HandoffId id) {
        Standing standing = jdbc.sql("""
                SELECT h.intent, h.status, h.handed_off_by, h.claimed_by, claimer.name, h.claimed_at
                FROM handoff h
                LEFT JOIN member claimer ON claimer.account_id = h.account_id AND claimer.id = h.claimed_by
                WHERE h.id = :id AND h.session_id = :session
                """)
                .param("id", id.value())
                .param("session", sessionId.value())
                .query(Standing::of)
                .optional()
                .orElseThrow(NotFound::new);
        if (!actor.id().equals(standing.claimedBy())) {
            throw standing.refusal(actor);
        }
    }

    private record Standing(Intent intent, HandoffStatus status, UserId handedOffBy, @Nullable UserId claimedBy,
            @Nullable String claimedByName, @Nullable Instant claimedAt) {
        static Standing of(ResultSet row, int number) throws SQLException {
            return new Standing(HandoffRows.constant(Intent.class, row, "intent"),
                    HandoffRows.constant(HandoffStatus.class, row, "status"),
                    new UserId(Columns.uuid(row, "handed_off_by")),
                    Columns.optionalUuid(row, "claimed_by").map(UserId::new).orElse(null), row.getString("name"),
                    Columns.optionalInstant(row, "claimed_at").orElse(null));
        }

        RuntimeException refusal(Actor actor) {
            if (intent == Intent.PARK) {
                // Parking is private: to others the handoff does not exist (H3).
                return actor.id().equals(handedOffBy) ? new HandoffNotOpen() : new NotFound();
            }
            if (claimedBy != null) {
                return new HandoffAlreadyClaimed(claimedBy, Objects.requireNonNull(claimedByName),
                        Objects.requireNonNull(claimedAt));
            }
            return status == HandoffStatus.OPEN ? new OwnHandoff() : new HandoffNotOpen();
        }
    }
}
