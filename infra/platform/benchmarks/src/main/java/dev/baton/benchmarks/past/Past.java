package dev.baton.benchmarks.past;

import dev.baton.benchmarks.platform.Desks;
import dev.baton.benchmarks.platform.Desks.Desk;
import dev.baton.benchmarks.platform.Stage;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/**
 * Sessions of the last three years, those of all help desks in turn. Of 20 of them 2 are active, 1 is parked, 1 was
 * resolved by its author, and 16 were escalated, claimed by another and resolved.
 */
public final class Past {
    private static final Duration LENGTH = Duration.ofDays(3 * 365);
    private static final int VOTE_EVERY = 50;
    private static final int USELESS_EVERY = 3;

    private final Desks desks;
    private final int sessionsOfEach;
    private final Instant end = Instant.now();
    private final Random random = new Random(4);
    private final Problems problems = new Problems(random);

    private Past(Desks desks, int sessionsOfEach) {
        this.desks = desks;
        this.sessionsOfEach = sessionsOfEach;
    }

    /** Writes sessions only; they know who claimed them. */
    public static void sessions(Stage stage, Desks desks, int ofEach) throws SQLException, IOException {
        new Filling("ai_session").run(stage, connection -> new Past(desks, ofEach).sessions(connection));
    }

    /** Writes sessions until each help desk has handed off so many, their handoffs, and votes for some of them. */
    public static void handoffs(Stage stage, Desks desks, int ofEach) throws SQLException, IOException {
        int sessions = Math.ceilDiv(ofEach * PastSession.ROUND, PastSession.HANDED_OFF);
        new Filling("ai_session", "handoff", "similar_vote").run(stage,
                connection -> new Past(desks, sessions).handoffs(connection));
    }

    private void sessions(Connection connection) throws SQLException, IOException {
        try (CopyIn sessions = PastSession.sessions(connection)) {
            for (int i = 0; i < sessionsOfEach; i++) {
                for (Desk desk : desks.all()) {
                    session(desk, i).writeSession(sessions);
                }
            }
        }
    }

    private void handoffs(Connection connection) throws SQLException, IOException {
        try (CopyIn sessions = PastSession.sessions(connection);
                CopyIn handoffs = PastSession.handoffs(connection);
                CopyIn votes = new CopyIn(connection, "similar_vote", "account_id", "session_id", "similar_id",
                        "member_id", "useful", "voted_at")) {
            for (int i = 0; i < sessionsOfEach; i++) {
                for (Desk desk : desks.all()) {
                    PastSession session = session(desk, i);
                    session.writeSession(sessions);
                    session.writeHandoff(handoffs);
                    if (i % VOTE_EVERY == VOTE_EVERY - 1) {
                        // The search counts votes for a session, whatever it was shown beside.
                        votes.row(desk.id(), session.id(), session.id(), session.author().id(),
                                i / VOTE_EVERY % USELESS_EVERY != 0, end);
                    }
                }
            }
        }
    }

    private PastSession session(Desk desk, int number) {
        Duration age = LENGTH.multipliedBy(sessionsOfEach - number).dividedBy(sessionsOfEach);
        return PastSession.of(desk, number, problems.next(number), end.minus(age), random);
    }
}
