package dev.baton.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.systemtests.faults.Evidence.Acknowledged;
import dev.baton.systemtests.faults.Evidence.ClaimAnswer;
import dev.baton.systemtests.faults.Evidence.DeliveryRow;
import dev.baton.systemtests.faults.Evidence.HandoffRow;
import dev.baton.systemtests.faults.Evidence.Mail;
import dev.baton.systemtests.faults.Evidence.MetricRow;
import dev.baton.systemtests.faults.Evidence.StreamEntry;
import dev.baton.systemtests.faults.Evidence.StreamLog;
import dev.baton.systemtests.faults.Evidence.TopicRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A checker that finds nothing proves something only if it finds what is planted: one control, or more, for each invariant. */
class InvariantsTest {
    private static final List<Crowd.Account> ACCOUNTS = Crowd.of(2, 1).accounts();
    private static final Crowd.Account DESK = ACCOUNTS.get(0);
    private static final Crowd.Account OTHER = ACCOUNTS.get(1);
    private static final UUID SENIOR = DESK.member("senior").id();
    private static final UUID ADMIN = DESK.member("admin").id();
    private static final Set<String> OWN = Set.of(DESK.canary());

    private final UUID open = UUID.randomUUID();
    private final UUID taken = UUID.randomUUID();
    private final List<Acknowledged> acknowledged = new ArrayList<>();
    private final List<ClaimAnswer> claims = new ArrayList<>();
    private final List<HandoffRow> handoffs = new ArrayList<>();
    private final List<TopicRecord> topic = new ArrayList<>();
    private final List<TopicRecord> late = new ArrayList<>();
    private final List<StreamEntry> stream = new ArrayList<>();
    private final Set<UUID> queued = new HashSet<>();
    private final List<DeliveryRow> deliveries = new ArrayList<>();
    private final List<Mail> mails = new ArrayList<>();
    private final List<DeliveryRow> reminders = new ArrayList<>();
    private final Set<MetricRow> facts = new HashSet<>();
    private final Set<MetricRow> metric = new HashSet<>();
    private final Map<String, Long> leftovers = new HashMap<>(Map.of("outbox", 0L));

    /** Two escalations: one stays open, the senior takes the other before its second mail. */
    InvariantsTest() {
        acknowledged.add(new Acknowledged(DESK.id(), UUID.randomUUID(), open, "a"));
        acknowledged.add(new Acknowledged(DESK.id(), UUID.randomUUID(), taken, "b"));
        handoffs.add(new HandoffRow(DESK.id(), open, "a", null));
        handoffs.add(new HandoffRow(DESK.id(), taken, "b", SENIOR));
        claims.add(new ClaimAnswer(taken, SENIOR, 200, null));
        claims.add(new ClaimAnswer(taken, ADMIN, 409, SENIOR));
        topic.add(record(1, "handoff_created", open, null));
        topic.add(record(2, "handoff_created", taken, null));
        topic.add(record(3, "handoff_claimed", taken, SENIOR));
        topic.add(record(4, "session_step_recorded", null, null));
        topic.add(record(2, "handoff_created", taken, null));
        stream.add(entry("ready", 0));
        for (long sequence = 1; sequence <= 3; sequence++) {
            stream.add(entry("event", sequence));
        }
        mailed(open, SENIOR, "accepted", false, 1);
        mailed(open, ADMIN, "accepted", true, 2);
        mailed(taken, SENIOR, "accepted", false, 1);
        mailed(taken, ADMIN, "suppressed", false, 0);
        reminded(SENIOR, "accepted", false, 1);
        reminded(ADMIN, "pending", false, 0);
        facts.add(new MetricRow(DESK.id(), open, "10:00", null, null, null));
        facts.add(new MetricRow(DESK.id(), taken, "10:01", SENIOR.toString(), "10:02", "10:03"));
        metric.addAll(facts);
    }

    @Test
    void whatIsRightViolatesNothingAndIsLookedAt() {
        assertThat(findings()).allSatisfy(finding -> {
            assertThat(finding.violations()).as(finding.invariant()).isEmpty();
            assertThat(finding.checked()).as(finding.invariant()).isPositive();
        });
    }

    @Test
    void anAcknowledgedHandoffWithoutARowOrAnEvent() {
        acknowledged.add(new Acknowledged(DESK.id(), UUID.randomUUID(), UUID.randomUUID(), "c"));
        assertThat(Invariants.nothingAcknowledgedIsLost(evidence()).violations()).hasSize(2);
    }

    @Test
    void aRetryThatCreatedASecondHandoff() {
        handoffs.add(new HandoffRow(DESK.id(), UUID.randomUUID(), "a", null));
        assertThat(Invariants.onceForEachAttempt(evidence()).violations()).hasSize(1);
    }

    @Test
    void aGapASwapATwinAndAForeignKeyOnTheTopic() {
        topic.add(record(6, "handoff_created", open, null));
        assertThat(Invariants.theTopicIsGapless(evidence()).violations()).hasSize(1);
        topic.removeLast();
        topic.add(topic.removeFirst());
        assertThat(Invariants.theTopicIsGapless(evidence()).violations()).isNotEmpty();
        topic.addFirst(topic.removeLast());
        topic.add(new TopicRecord(DESK.id().toString(), DESK.id().toString(), 1, 2, "another id", "handoff_created",
                taken, null, OWN));
        assertThat(Invariants.theTopicIsGapless(evidence()).violations()).hasSize(1);
        topic.removeLast();
        topic.add(new TopicRecord(DESK.id().toString(), OTHER.id().toString(), 1, 5, "id", "handoff_created", taken,
                null, Set.of()));
        assertThat(Invariants.theTopicIsGapless(evidence()).violations()).hasSize(1);
    }

    @Test
    void twoWinnersInAnAnswerOnTheTopicOrInTheRow() {
        claims.add(new ClaimAnswer(taken, ADMIN, 200, null));
        claims.add(new ClaimAnswer(taken, SENIOR, 409, ADMIN));
        claims.add(new ClaimAnswer(open, SENIOR, 200, null));
        topic.add(record(5, "handoff_claimed", taken, ADMIN));
        assertThat(Invariants.everyHandoffHasOneWinner(evidence()).violations()).hasSize(4);
    }

    @Test
    void aClaimThatWasNeverPublished() {
        topic.remove(2);
        assertThat(Invariants.everyHandoffHasOneWinner(evidence()).violations()).hasSize(1);
    }

    @Test
    void aFrameThatIsMissingRepeatedSwappedOrTheLast() {
        stream.remove(2);
        assertThat(streams()).isNotEmpty();
        stream.add(2, entry("event", 1));
        assertThat(streams()).isNotEmpty();
        stream.set(2, entry("event", 3));
        stream.set(3, entry("event", 2));
        assertThat(streams()).isNotEmpty();
        stream.set(2, entry("event", 2));
        stream.removeLast();
        assertThat(streams()).isNotEmpty();
        stream.add(entry("event", 3));
        assertThat(streams()).isEmpty();
    }

    @Test
    void aFrameThatTheTopicDoesNotHaveAndOneThatCameAfterItWasRead() {
        stream.add(entry("event", 5));
        assertThat(streams()).hasSize(1).allMatch(each -> each.endsWith("5 is not on the topic"));
        late.add(record(5, "handoff_overdue", open, null));
        assertThat(streams()).isEmpty();
        stream.removeLast();
        assertThat(streams()).isEmpty();
        topic.set(0, record(1, "session_step_recorded", null, null));
        assertThat(streams()).hasSize(1).allMatch(each -> each.endsWith("1 is not on the topic"));
    }

    @Test
    void aResyncExcusesOnlyWhatTheQueueFillsInAndOnlyForItsReasons() {
        stream.remove(1);
        stream.add(1, new StreamEntry("resync", 0, "too_old", Set.of()));
        assertThat(streams()).hasSize(1);
        queued.add(open);
        assertThat(streams()).isEmpty();
        stream.set(1, new StreamEntry("resync", 0, "gap", Set.of()));
        assertThat(streams()).hasSize(1);
    }

    @Test
    void aPersonWhoIsNotMailedAndOneWhoShouldNotBe() {
        deliveries.removeFirst();
        assertThat(mailViolations()).hasSize(2);
        mailed(open, SENIOR, "accepted", false, 1);
        mailed(open, DESK.member("viewer").id(), "accepted", false, 1);
        assertThat(mailViolations()).isNotEmpty();
    }

    @Test
    void aMailThatIsLostDoubledMisdirectedSuppressedInVainOrUndecided() {
        mails.removeFirst();
        assertThat(mailViolations()).hasSize(1);
        Mail second = mails.getFirst();
        deliveries.replaceAll(row -> new DeliveryRow(row.account(), row.id(), row.handoff(), row.recipient(),
                row.state(), false));
        assertThat(mailViolations()).hasSize(2);
        mails.set(0, new Mail(second.delivery(), List.of("admin@desk2.example"), OWN));
        assertThat(mailViolations()).hasSize(3);
        handoffs.set(1, new HandoffRow(DESK.id(), taken, "b", null));
        assertThat(mailViolations()).hasSize(4);
        mailed(taken, SENIOR, "sending", false, 0);
        assertThat(mailViolations()).hasSize(5);
    }

    @Test
    void aReminderThatIsDoubledMisdirectedOrToSomebodyWhoShouldHaveNone() {
        reminded(SENIOR, "accepted", true, 2);
        assertThat(mailViolations()).isEmpty();
        reminded(SENIOR, "accepted", false, 2);
        assertThat(mailViolations()).hasSize(1);
        mails.set(mails.size() - 1, new Mail(mails.getLast().delivery(), List.of("admin@desk2.example"), OWN));
        assertThat(mailViolations()).hasSize(2);
        reminded(DESK.member("junior").id(), "accepted", false, 1);
        assertThat(mailViolations()).hasSize(3);
        reminders.removeLast();
        assertThat(mailViolations()).hasSize(3).last().asString().contains("has no delivery");
    }

    @Test
    void aMetricRowThatIsMissingOrDiffers() {
        metric.removeIf(row -> row.handoff().equals(open));
        assertThat(Invariants.theMetricIsTheRows(evidence()).violations()).hasSize(1);
        metric.add(new MetricRow(DESK.id(), open, "10:00", SENIOR.toString(), "10:05", null));
        assertThat(Invariants.theMetricIsTheRows(evidence()).violations()).hasSize(2);
    }

    @Test
    void aForeignWordInARecordAFrameOrAMail() {
        Set<String> foreign = Set.of(DESK.canary(), OTHER.canary());
        topic.add(new TopicRecord(DESK.id().toString(), DESK.id().toString(), 1, 5, "id", "handoff_created", open,
                null, foreign));
        stream.add(new StreamEntry("ready", 0, "", Set.of(OTHER.canary())));
        mails.set(0, new Mail(mails.getFirst().delivery(), mails.getFirst().to(), foreign));
        assertThat(Invariants.nobodySeesAnother(evidence()).violations()).hasSize(3);
    }

    @Test
    void somethingThatIsLeft() {
        leftovers.put("dead letters", 1L);
        assertThat(Invariants.nothingIsLeft(evidence()).violations()).containsExactly("dead letters: 1");
    }

    private List<Finding> findings() {
        return Invariants.all(evidence());
    }

    private List<String> streams() {
        return StreamInvariant.streamsAreOrderedAndComplete(evidence()).violations();
    }

    private List<String> mailViolations() {
        return MailInvariant.everyEligiblePersonIsMailed(evidence()).violations();
    }

    private Evidence evidence() {
        List<TopicRecord> all = Stream.concat(topic.stream(), late.stream()).toList();
        return new Evidence(ACCOUNTS, acknowledged, claims, handoffs, all, Evidence.heads(topic),
                List.of(new StreamLog(DESK.id(), stream, queued)), deliveries, mails, reminders, facts, metric,
                leftovers);
    }

    private void mailed(UUID handoff, UUID recipient, String state, boolean repeat, int times) {
        deliveries.add(mailed(new DeliveryRow(DESK.id(), UUID.randomUUID(), handoff, recipient, state, repeat), times));
    }

    private void reminded(UUID recipient, String state, boolean repeat, int times) {
        reminders.add(mailed(new DeliveryRow(DESK.id(), UUID.randomUUID(), open, recipient, state, repeat), times));
    }

    private DeliveryRow mailed(DeliveryRow row, int times) {
        String address = DESK.members()
                .stream()
                .filter(who -> who.id().equals(row.recipient()))
                .findFirst()
                .orElseThrow()
                .email();
        for (int i = 0; i < times; i++) {
            mails.add(new Mail(row.id(), List.of(address), OWN));
        }
        return row;
    }

    private static TopicRecord record(long sequence, String type, UUID handoff, UUID claimedBy) {
        return new TopicRecord(DESK.id().toString(), DESK.id().toString(), 1, sequence, "event " + sequence, type,
                handoff, claimedBy, OWN);
    }

    private static StreamEntry entry(String kind, long sequence) {
        return new StreamEntry(kind, sequence, "", OWN);
    }
}
