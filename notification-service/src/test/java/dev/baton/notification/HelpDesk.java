package dev.baton.notification;

import dev.baton.events.AccountId;
import dev.baton.events.DirectoryUserChanged;
import dev.baton.events.HandoffCancelled;
import dev.baton.events.HandoffCard;
import dev.baton.events.HandoffClaimed;
import dev.baton.events.HandoffCreated;
import dev.baton.events.HandoffId;
import dev.baton.events.HandoffOverdue;
import dev.baton.events.HandoffReturned;
import dev.baton.events.MemberStatus;
import dev.baton.events.OverdueStage;
import dev.baton.events.Person;
import dev.baton.events.Priority;
import dev.baton.events.Role;
import dev.baton.events.SessionId;
import dev.baton.events.SessionStepRecorded;
import dev.baton.events.StepId;
import dev.baton.events.StepKind;
import dev.baton.events.UserId;
import dev.baton.platform.security.Actor;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A new account with people, and the events that its escalations make. Addresses are unique to the account. */
public final class HelpDesk {
    private final AccountId id = new AccountId(UUID.randomUUID());
    private final List<DirectoryUserChanged> people = new ArrayList<>();

    private HelpDesk() {}

    /** Nobody works here yet but the junior who escalates. */
    public static HelpDesk ofAJunior() {
        return new HelpDesk().with("junior", Role.ENGINEER);
    }

    public HelpDesk with(String name, Role role) {
        return with(name, role, MemberStatus.ACTIVE);
    }

    public HelpDesk with(String name, Role role, MemberStatus status) {
        people.add(new DirectoryUserChanged(new UserId(UUID.randomUUID()), name, addressOf(name), role, status,
                people.size() + 1));
        return this;
    }

    /** A later state of somebody. */
    public DirectoryUserChanged changed(String name, Role role, MemberStatus status) {
        DirectoryUserChanged now = new DirectoryUserChanged(user(name), name, addressOf(name), role, status,
                people.size() + 1);
        people.add(now);
        return now;
    }

    /** As handoff-service tells of whoever it has erased. */
    public DirectoryUserChanged erased(String name) {
        UserId user = user(name);
        DirectoryUserChanged now = new DirectoryUserChanged(user, "Erased person", user + "@erased.invalid",
                Role.ENGINEER, MemberStatus.DELETED, people.size() + 1);
        people.add(now);
        return now;
    }

    public AccountId id() {
        return id;
    }

    public List<DirectoryUserChanged> people() {
        return List.copyOf(people);
    }

    public String addressOf(String name) {
        return name.replace(' ', '.') + "@" + id + ".example";
    }

    public List<String> addresses() {
        return people.stream().map(DirectoryUserChanged::email).distinct().toList();
    }

    public UserId user(String name) {
        return people.stream().filter(person -> person.name().equals(name)).findFirst().orElseThrow().userId();
    }

    public Actor actor(String name, Role role) {
        return new Actor(user(name), id, name, role);
    }

    /** The junior escalates. */
    public HandoffCreated escalation() {
        return escalation("junior", null);
    }

    public HandoffCreated escalation(String from, @Nullable String to) {
        return new HandoffCreated(card(new HandoffId(UUID.randomUUID()), person(from), to == null ? null : person(to)));
    }

    /** What waits in the place of what was given back. */
    public HandoffCreated replacementOf(HandoffCreated escalation) {
        return new HandoffCreated(card(new HandoffId(UUID.randomUUID()), escalation.card().handedOffBy(), null),
                escalation.card().handoffId(), escalation.card().createdAt());
    }

    /** Nobody has claimed it. An overdue handoff keeps its version. */
    public HandoffOverdue overdue(HandoffCreated escalation, OverdueStage stage) {
        return overdue(escalation.card(), stage);
    }

    /** Nothing followed the claim. */
    public HandoffOverdue overdue(HandoffClaimed claim) {
        return overdue(claim.card(), OverdueStage.IDLE);
    }

    private static HandoffOverdue overdue(HandoffCard card, OverdueStage stage) {
        return new HandoffOverdue(card, stage, Instant.now().truncatedTo(ChronoUnit.MILLIS), null);
    }

    /** What the claimer gives back; {@code replacement} waits in its place. */
    public HandoffReturned returnOf(HandoffClaimed claim, HandoffCreated replacement) {
        return new HandoffReturned(next(claim.card()), claim.claimedBy(), Instant.now().truncatedTo(ChronoUnit.MILLIS),
                "no time", replacement.card().handoffId());
    }

    /** Somebody does a step in the session of a claimed handoff. */
    public SessionStepRecorded step(HandoffClaimed claim, String name) {
        return new SessionStepRecorded(claim.card().sessionId(), claim.card().handoffId(),
                new StepId(UUID.randomUUID()), person(name), StepKind.ACTION,
                Instant.now().truncatedTo(ChronoUnit.MILLIS), people.size());
    }

    public HandoffClaimed claimOf(HandoffCreated escalation, String name) {
        return new HandoffClaimed(next(escalation.card()), person(name),
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    public HandoffCancelled cancellationOf(HandoffCreated escalation) {
        return new HandoffCancelled(next(escalation.card()), escalation.card().handedOffBy(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    private static HandoffCard next(HandoffCard card) {
        return new HandoffCard(card.handoffId(), card.sessionId(), card.problemSummary(), card.domain(),
                card.priority(), card.reason(), card.stepCount(), card.psaTicketId(), card.handedOffBy(),
                card.target(), card.createdAt(), card.version() + 1, card.directoryVersion());
    }

    private Person person(String name) {
        return new Person(user(name), name);
    }

    private HandoffCard card(HandoffId handoff, Person from, @Nullable Person to) {
        return new HandoffCard(handoff, new SessionId(UUID.randomUUID()), "Outlook is failing to sync email", "mail",
                Priority.HIGH, "needs admin rights", 4, "12345", from, to,
                Instant.now().truncatedTo(ChronoUnit.MILLIS), 1, people.size());
    }
}
