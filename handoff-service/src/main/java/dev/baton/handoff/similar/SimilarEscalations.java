package dev.baton.handoff.similar;

import dev.baton.events.AccountId;
import dev.baton.events.SessionId;
import dev.baton.handoff.session.Sessions;
import dev.baton.platform.database.Columns;
import dev.baton.platform.problem.NotFound;
import dev.baton.platform.security.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds what the account has solved before (A8), and learns from people whether it helped. */
@Service
public class SimilarEscalations {
    private static final int MOST = 5;

    private final JdbcClient jdbc;
    private final Sessions sessions;
    private final Clock clock;

    SimilarEscalations(JdbcClient jdbc, Sessions sessions, Clock clock) {
        this.jdbc = jdbc;
        this.sessions = sessions;
        this.clock = clock;
    }

    /**
     * At most {@value #MOST}, the best first.
     *
     * @throws NotFound 404, when {@code actor} may not see the session
     */
    @Transactional(readOnly = true)
    public List<SimilarEscalation> of(Actor actor, SessionId id) {
        return find(actor.accountId(), id, sessions.visible(actor, id).problemSummary());
    }

    /**
     * As {@link #of}, whoever asks.
     *
     * @param words any text; what stands in it is searched for, and nothing in it is an operator
     */
    @Transactional(readOnly = true)
    public List<SimilarEscalation> find(AccountId account, SessionId session, String words) {
        return jdbc.sql("""
                SELECT id, problem_summary, domain, fixed_by, resolution, resolved_at
                FROM similar_escalations(:account, :session, :words, :most) WITH ORDINALITY
                ORDER BY ordinality
                """)
                .param("account", account.value())
                .param("session", session.value())
                .param("words", words)
                .param("most", MOST)
                .query(SimilarEscalations::similar)
                .list();
    }

    /**
     * Says whether {@code similar} helped with {@code session}, which moves it up or down for the whole account. Who says
     * it again about the same two changes their mind.
     *
     * @throws NotFound 404, when {@code actor} may not see the session, or {@code similar} is none that could be shown
     */
    @Transactional
    public void vote(Actor actor, SessionId session, SessionId similar, boolean useful) {
        sessions.visible(actor, session);
        int voted = jdbc.sql("""
                INSERT INTO similar_vote (account_id, session_id, similar_id, member_id, useful, voted_at)
                SELECT s.account_id, :session, s.id, :member, :useful, :now
                FROM ai_session s
                WHERE s.id = :similar AND s.id <> :session AND s.status = 'resolved'
                  AND EXISTS (SELECT 1 FROM handoff h WHERE h.session_id = s.id AND h.intent = 'escalate')
                ON CONFLICT (account_id, session_id, similar_id, member_id)
                DO UPDATE SET useful = excluded.useful, voted_at = excluded.voted_at
                """)
                .param("session", session.value())
                .param("similar", similar.value())
                .param("member", actor.id().value())
                .param("useful", useful)
                .param("now", Columns.timestamp(clock.instant()))
                .update();
        if (voted == 0) {
            throw new NotFound();
        }
    }

    private static SimilarEscalation similar(ResultSet row, int number) throws SQLException {
        SessionId id = new SessionId(Columns.uuid(row, "id"));
        return new SimilarEscalation(id, row.getString("problem_summary"), row.getString("domain"),
                row.getString("fixed_by"), row.getString("resolution"), Columns.instant(row, "resolved_at"),
                "/pilot/" + id);
    }
}
