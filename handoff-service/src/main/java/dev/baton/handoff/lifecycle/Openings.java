package dev.baton.handoff.lifecycle;

import dev.baton.events.AccountId;
import dev.baton.events.HandoffCard;
import dev.baton.events.HandoffCreated;
import dev.baton.events.UserId;
import dev.baton.handoff.assessment.Assessments;
import dev.baton.handoff.context.HandoffContext;
import dev.baton.handoff.context.HandoffContexts;
import dev.baton.handoff.context.Snapshot;
import dev.baton.handoff.context.TicketNotes;
import dev.baton.handoff.deadline.Deadlines;
import dev.baton.handoff.deadline.Stage;
import dev.baton.handoff.history.HandoffAction;
import dev.baton.handoff.history.HandoffHistory;
import dev.baton.handoff.identity.Member;
import dev.baton.handoff.identity.Members;
import dev.baton.handoff.notice.Notices;
import dev.baton.handoff.session.Session;
import dev.baton.handoff.session.Sessions;
import dev.baton.handoff.session.Step;
import dev.baton.messaging.Outbox;
import dev.baton.platform.database.Writes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is written when a handoff begins, in the caller's transaction (H5) and by one statement but for its event. */
@Component
class Openings {
    private final JdbcClient jdbc;
    private final HandoffRows rows;
    private final Sessions sessions;
    private final Members members;
    private final HandoffContexts contexts;
    private final Assessments assessments;
    private final Deadlines deadlines;
    private final Notices notices;
    private final HandoffHistory history;
    private final Outbox outbox;

    Openings(JdbcClient jdbc, HandoffRows rows, Sessions sessions, Members members,
            HandoffContexts contexts, Assessments assessments, Deadlines deadlines, Notices notices,
            HandoffHistory history, Outbox outbox) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.sessions = sessions;
        this.members = members;
        this.contexts = contexts;
        this.assessments = assessments;
        this.deadlines = deadlines;
        this.notices = notices;
        this.history = history;
        this.outbox = outbox;
    }

    /** Puts a session aside. Nobody is told. */
    Handoff park(HandoffRow row, Session session) {
        Writes writes = new Writes();
        add(writes, row, session);
        history.began(writes, row.account(), row.id(), HandoffAction.PARKED, row.handedOffBy());
        writes.send(jdbc);
        return rows.find(session.id(), row.id()).orElseThrow();
    }

    /**
     * Makes an escalation and makes it known: its assessment is due, the bells ring, the event is published.
     *
     * @param by null, where the platform does it by itself
     * @param knowing who need not be told
     */
    Handoff escalate(HandoffRow row, Session session, @Nullable UserId by, Set<UserId> knowing) {
        AccountId account = row.account();
        Writes writes = new Writes();
        Snapshot snapshot = add(writes, row, session);
        assessments.begin(writes, account, row.id());
        Optional<Instant> due = deadlines.begin(writes, account, row.id(), Stage.REMINDER);
        List<Member> active = members.active();
        // Put together instead of read back: it would be one join of eight tables more.
        Handoff handoff = row.waiting(snapshot, person -> name(person, active),
                due.isPresent() ? Stage.REMINDER : null, due.orElse(null));
        HandoffCard card = HandoffCards.of(handoff);
        notices.handoffCreated(writes, account, card, active.stream()
                .filter(Member::takesHandoffs)
                .map(Member::id)
                .filter(member -> !knowing.contains(member))
                .toList());
        history.began(writes, account, row.id(), HandoffAction.ESCALATED, by);
        writes.send(jdbc);
        outbox.append(account, new HandoffCreated(card, handoff.returnedFrom(), handoff.waitingSince()));
        return handoff;
    }

    /** The handoff, and the context that it is read with. */
    private Snapshot add(Writes writes, HandoffRow row, Session session) {
        rows.insert(writes, row);
        List<Step> steps = sessions.steps(session.id());
        Snapshot snapshot = Snapshot.of(session, steps);
        contexts.save(writes, row.account(), row.id(), new HandoffContext(snapshot,
                TicketNotes.markdown(session, steps, row.reason(), row.notes())));
        return snapshot;
    }

    // Who escalated may have left since, where somebody else gives the handoff back.
    private String name(UserId person, List<Member> active) {
        return active.stream()
                .filter(member -> member.id().equals(person))
                .findFirst()
                .or(() -> members.find(person))
                .orElseThrow()
                .name();
    }
}
