package dev.baton.handoff.lifecycle;

import dev.baton.events.AccountId;
import dev.baton.events.HandoffCard;
import dev.baton.events.HandoffCreated;
import dev.baton.events.HandoffId;
import dev.baton.events.SessionId;
import dev.baton.events.UserId;
import dev.baton.handoff.assessment.Assessments;
import dev.baton.handoff.context.HandoffContext;
import dev.baton.handoff.context.HandoffContexts;
import dev.baton.handoff.context.Snapshot;
import dev.baton.handoff.context.TicketNotes;
import dev.baton.handoff.deadline.Deadlines;
import dev.baton.handoff.deadline.Stage;
import dev.baton.handoff.identity.Member;
import dev.baton.handoff.identity.Members;
import dev.baton.handoff.notice.Notices;
import dev.baton.handoff.session.Session;
import dev.baton.handoff.session.Sessions;
import dev.baton.handoff.session.Step;
import dev.baton.messaging.Outbox;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What is written when a handoff begins, all of it in the caller's transaction (H5). */
@Component
class Openings {
    private final HandoffRows rows;
    private final HandoffCards cards;
    private final Sessions sessions;
    private final Members members;
    private final HandoffContexts contexts;
    private final Assessments assessments;
    private final Deadlines deadlines;
    private final Notices notices;
    private final Outbox outbox;

    Openings(HandoffRows rows, HandoffCards cards, Sessions sessions, Members members, HandoffContexts contexts,
            Assessments assessments, Deadlines deadlines, Notices notices, Outbox outbox) {
        this.rows = rows;
        this.cards = cards;
        this.sessions = sessions;
        this.members = members;
        this.contexts = contexts;
        this.assessments = assessments;
        this.deadlines = deadlines;
        this.notices = notices;
        this.outbox = outbox;
    }

    /** The handoff, and the context that it is read with. */
    Handoff write(HandoffRow row, Session session) {
        rows.insert(row);
        HandoffId id = new HandoffId(row.key().id());
        List<Step> steps = sessions.steps(session.id());
        contexts.save(new AccountId(row.key().accountId()), id, new HandoffContext(Snapshot.of(session, steps),
                TicketNotes.markdown(session, steps, row.reason(), row.notes())));
        return find(session.id(), id);
    }

    /**
     * Makes an escalation known: its assessment is due, the bells ring, the event is published.
     *
     * @param knowing who need not be told
     */
    Handoff announce(AccountId account, Handoff written, Set<UserId> knowing) {
        assessments.begin(account, written.id());
        deadlines.begin(account, written.id(), Stage.REMINDER);
        Handoff handoff = find(written.sessionId(), written.id());
        HandoffCard card = cards.of(account, handoff);
        List<UserId> recipients = members.whoTakeHandoffs()
                .stream()
                .map(Member::id)
                .filter(member -> !knowing.contains(member))
                .toList();
        notices.handoffCreated(account, card, recipients);
        outbox.append(account, new HandoffCreated(card, handoff.returnedFrom(), handoff.waitingSince()));
        return handoff;
    }

    private Handoff find(SessionId session, HandoffId id) {
        return rows.find(session, id).orElseThrow();
    }
}
