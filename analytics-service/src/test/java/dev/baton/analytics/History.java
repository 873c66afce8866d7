package dev.baton.analytics;

import dev.baton.events.AccountId;
import dev.baton.events.EventEnvelope;
import dev.baton.events.EventId;
import dev.baton.events.HandoffCard;
import dev.baton.events.HandoffClaimed;
import dev.baton.events.HandoffCreated;
import dev.baton.events.HandoffEvent;
import dev.baton.events.HandoffId;
import dev.baton.events.MessageId;
import dev.baton.events.Person;
import dev.baton.events.Priority;
import dev.baton.events.SessionId;
import dev.baton.events.SessionMessageRecorded;
import dev.baton.events.SessionStepRecorded;
import dev.baton.events.StepId;
import dev.baton.events.StepKind;
import dev.baton.events.TimeOrderedUuid;
import dev.baton.events.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullMarked;

/** What happened in one account, in commit order. */
@NullMarked
public final class History {
    private final Random random;
    private final TimeOrderedUuid ids;
    private final AccountId account;
    private final List<EventEnvelope> events = new ArrayList<>();

    private History(long seed) {
        this.random = new Random(seed);
        // Accounts of one seed differ from run to run: the topic outlives a context.
        this.ids = new TimeOrderedUuid(InstantSource.system(), new Random());
        this.account = new AccountId(ids.next());
    }

    public static History empty() {
        return new History(0);
    }

    /** Handoffs of the 120 days before {@code end}: claimed or not, acted on by the claimer, by others, or not at all. */
    public static History random(long seed, int handoffs, Instant end) {
        History history = new History(seed);
        List<Person> people = List.of(history.person("Sam"), history.person("Ada"), history.person("Kim"));
        for (int i = 0; i < handoffs; i++) {
            history.randomHandoff(people, end.minusSeconds(history.random.nextLong(Duration.ofDays(120).toSeconds())));
        }
        return history;
    }

    public AccountId account() {
        return account;
    }

    public List<EventEnvelope> events() {
        return Collections.unmodifiableList(events);
    }

    public Person person(String name) {
        return new Person(new UserId(ids.next()), name);
    }

    public HandoffCard created(Instant at) {
        HandoffCard card = new HandoffCard(new HandoffId(ids.next()), new SessionId(ids.next()), "Printer is offline",
                "printing", Priority.NORMAL, "Needs access to the print server", 2, null, person("Jo"), null, at, 1, 0);
        add(at, new HandoffCreated(card));
        return card;
    }

    public HandoffClaimed claimed(HandoffCard card, Person by, Instant at) {
        HandoffClaimed claim = new HandoffClaimed(new HandoffCard(card.handoffId(), card.sessionId(),
                card.problemSummary(), card.domain(), card.priority(), card.reason(), card.stepCount(),
                card.psaTicketId(), card.handedOffBy(), card.target(), card.createdAt(), card.version() + 1,
                card.directoryVersion()), by, at);
        add(at, claim);
        return claim;
    }

    public SessionStepRecorded acted(HandoffCard card, Person by, Instant at) {
        SessionStepRecorded step = new SessionStepRecorded(card.sessionId(), card.handoffId(), new StepId(ids.next()),
                by, StepKind.ACTION, at, 0);
        add(at, step);
        return step;
    }

    public void wrote(HandoffCard card, Person by, Instant at) {
        add(at, new SessionMessageRecorded(card.sessionId(), card.handoffId(), new MessageId(ids.next()), by, at, 0));
    }

    private void randomHandoff(List<Person> people, Instant at) {
        HandoffCard card = created(at);
        if (random.nextInt(4) == 0) {
            return;
        }
        Person claimer = people.get(random.nextInt(people.size()));
        Instant claimedAt = at.plusMillis(random.nextLong(7_200_000));
        claimed(card, claimer, claimedAt);
        for (int step = random.nextInt(5); step > 0; step--) {
            Person actor = random.nextInt(3) == 0 ? people.get(random.nextInt(people.size())) : claimer;
            // Up to three seconds before the claim: clocks of replicas differ.
            Instant when = claimedAt.plusMillis(random.nextLong(-3_000, 1_800_000));
            if (random.nextBoolean()) {
                acted(card, actor, when);
            } else {
                wrote(card, actor, when);
            }
        }
    }

    private void add(Instant at, HandoffEvent event) {
        events.add(new EventEnvelope(new EventId(ids.next()), account, 1, events.size() + 1L, at, null, event));
    }
}
