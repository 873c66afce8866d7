package dev.baton.handoff.overdue;

import dev.baton.events.AccountId;
import dev.baton.events.HandoffCard;
import dev.baton.events.HandoffId;
import dev.baton.events.HandoffOverdue;
import dev.baton.events.OverdueStage;
import dev.baton.events.Role;
import dev.baton.events.UserId;
import dev.baton.handoff.deadline.Deadlines;
import dev.baton.handoff.deadline.Stage;
import dev.baton.handoff.history.HandoffAction;
import dev.baton.handoff.history.HandoffHistory;
import dev.baton.handoff.identity.Member;
import dev.baton.handoff.identity.Members;
import dev.baton.handoff.lifecycle.Endings;
import dev.baton.handoff.lifecycle.Handoff;
import dev.baton.handoff.lifecycle.HandoffStatus;
import dev.baton.handoff.lifecycle.Handoffs;
import dev.baton.handoff.notice.Notices;
import dev.baton.handoff.session.SessionActed;
import dev.baton.messaging.Outbox;
import dev.baton.platform.database.Columns;
import dev.baton.platform.tenancy.NameLock;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What happens when a deadline has passed, and what stops the clock of a claim. */
@Service
public class OverdueHandoffs {
    private final NameLock names;
    private final Handoffs handoffs;
    private final Endings endings;
    private final Deadlines deadlines;
    private final Members members;
    private final Notices notices;
    private final HandoffHistory history;
    private final Outbox outbox;
    private final Clock clock;

    OverdueHandoffs(NameLock names, Handoffs handoffs, Endings endings, Deadlines deadlines, Members members,
            Notices notices, HandoffHistory history, Outbox outbox, Clock clock) {
        this.names = names;
        this.handoffs = handoffs;
        this.endings = endings;
        this.deadlines = deadlines;
        this.members = members;
        this.notices = notices;
        this.history = history;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Runs in the tenant of {@code account}; without effect for a number that is not the handoff's last.
     *
     * @param number of the deadline, see {@link Deadlines}
     */
    @Transactional
    public void fire(AccountId account, HandoffId id, long number) {
        names.lockToWrite(account);
        // Locks it, and its session, before its deadline: in the order of a claim, which sets the deadline last.
        Optional<Handoff> locked = handoffs.lock(id);
        Optional<Stage> stage = deadlines.take(id, number);
        if (locked.isEmpty() || stage.isEmpty()) {
            return;
        }
        Handoff handoff = locked.get();
        // A handoff that ended ended its deadline in the same transaction; to be sure that nothing is said of it.
        boolean due = switch (stage.get()) {
            case REMINDER, ADMINS -> handoff.status() == HandoffStatus.OPEN;
            // Its claimer may have parked the session or handed it on: then it is not theirs to do something.
            case IDLE, RETURN -> handoff.status() == HandoffStatus.CLAIMED && handoffs.isHeld(id);
        };
        if (due) {
            fire(account, handoff, stage.get());
        }
    }

    private void fire(AccountId account, Handoff handoff, Stage stage) {
        UserId escalator = handoff.handedOffById();
        switch (stage) {
            case REMINDER -> remind(account, handoff, OverdueStage.REMINDER, Stage.ADMINS,
                    member -> !member.id().equals(escalator));
            case ADMINS -> remind(account, handoff, OverdueStage.ADMINS, null,
                    member -> member.role().compareTo(Role.ADMIN) >= 0 && !member.id().equals(escalator));
            case IDLE -> remind(account, handoff, OverdueStage.IDLE, Stage.RETURN,
                    member -> member.id().equals(handoff.claimedById()));
            case RETURN -> endings.returnIdle(account, handoff);
        }
    }

    private void remind(AccountId account, Handoff handoff, OverdueStage stage, @Nullable Stage next,
            Predicate<Member> recipients) {
        Instant now = clock.instant();
        Optional<Instant> nextAt = next == null ? Optional.empty() : deadlines.begin(account, handoff.id(), next);
        HandoffCard card = handoffs.card(handoff);
        List<UserId> told = members.whoTakeHandoffs().stream().filter(recipients).map(Member::id).toList();
        notices.handoffOverdue(account, card, stage == OverdueStage.IDLE ? "Nothing done yet: " : "Still waiting: ",
                told);
        history.happened(account, handoff.id(), HandoffAction.REMINDED, Columns.constant(stage));
        outbox.append(account, new HandoffOverdue(card, stage, now, nextAt.orElse(null)));
    }

    /**
     * The claimer's first action stops the clock of their claim, and so does the end of the session. What others do stops
     * none: what they hand on they may take back.
     */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(SessionActed acted) {
        if (acted.resolved()) {
            deadlines.end(acted.claimedHandoff());
        } else {
            deadlines.endOfClaim(acted.claimedHandoff(), acted.actor());
        }
    }
}
