package dev.baton.systemtests.faults;

import dev.baton.systemtests.faults.Crowd.Account;
import dev.baton.systemtests.faults.Evidence.Acknowledged;
import dev.baton.systemtests.faults.Evidence.ClaimAnswer;
import dev.baton.systemtests.faults.Evidence.HandoffRow;
import dev.baton.systemtests.faults.Evidence.MetricRow;
import dev.baton.systemtests.faults.Evidence.TopicRecord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What has to be true of every run, however much was killed. */
final class Invariants {
    private Invariants() {}

    static List<Finding> all(Evidence seen) {
        return List.of(nothingAcknowledgedIsLost(seen), onceForEachAttempt(seen), theTopicIsGapless(seen),
                everyHandoffHasOneWinner(seen), StreamInvariant.streamsAreOrderedAndComplete(seen),
                MailInvariant.everyEligiblePersonIsMailed(seen), theMetricIsTheRows(seen), nobodySeesAnother(seen),
                nothingIsLeft(seen));
    }

    static Finding nothingAcknowledgedIsLost(Evidence seen) {
        Finding finding = new Finding("what was acknowledged is in the database and on the topic");
        Set<UUID> rows = seen.handoffs().stream().map(HandoffRow::id).collect(Collectors.toSet());
        Set<UUID> created = seen.topic()
                .stream()
                .filter(record -> record.type().equals("handoff_created"))
                .map(TopicRecord::handoff)
                .collect(Collectors.toSet());
        for (Acknowledged each : seen.acknowledged()) {
            finding.check(rows.contains(each.handoff()), "%s has no row", each.handoff());
            finding.check(created.contains(each.handoff()), "%s is not on the topic", each.handoff());
        }
        return finding;
    }

    static Finding onceForEachAttempt(Evidence seen) {
        Finding finding = new Finding("a repeated request creates nothing twice");
        Map<String, Long> byReason = seen.handoffs()
                .stream()
                .collect(Collectors.groupingBy(HandoffRow::reason, Collectors.counting()));
        byReason.forEach((reason, count) -> finding.check(count == 1, "%s: %d handoffs", reason, count));
        return finding;
    }

    /** First occurrences count 1, 2, 3, …; a stale repeat may follow, and is the same event. */
    static Finding theTopicIsGapless(Evidence seen) {
        Finding finding = new Finding("events of an account are gapless, in order, one for each sequence");
        Map<String, Map<Long, String>> known = new HashMap<>();
        for (TopicRecord each : seen.topic()) {
            Map<Long, String> ofAccount = known.computeIfAbsent(each.key(), key -> new HashMap<>());
            String before = ofAccount.putIfAbsent(each.sequence(), each.eventId());
            finding.check(before != null || each.sequence() == ofAccount.size(), "%s: sequence %d came as number %d",
                    each.key(), each.sequence(), ofAccount.size());
            finding.check(before == null || before.equals(each.eventId()), "%s: sequence %d is two events",
                    each.key(), each.sequence());
            finding.check(each.key().equals(each.account()), "%s: keyed as %s", each.account(), each.key());
        }
        return finding;
    }

    static Finding everyHandoffHasOneWinner(Evidence seen) {
        Finding finding = new Finding("a claim has one winner, in the row, on the topic and in every answer");
        Map<UUID, UUID> winners = new HashMap<>();
        for (HandoffRow row : seen.handoffs()) {
            if (row.claimedBy() != null) {
                winners.put(row.id(), row.claimedBy());
            }
        }
        Set<UUID> published = new HashSet<>();
        for (TopicRecord each : seen.topic()) {
            if (each.type().equals("handoff_claimed")) {
                published.add(each.handoff());
                finding.check(each.claimedBy().equals(winners.get(each.handoff())), "%s: published for %s, row has %s",
                        each.handoff(), each.claimedBy(), winners.get(each.handoff()));
            }
        }
        winners.keySet().forEach(id -> finding.check(published.contains(id), "%s: the claim is not on the topic", id));
        for (ClaimAnswer each : seen.claims()) {
            UUID told = each.status() == 200 ? each.claimer() : each.winner();
            finding.check(told != null && told.equals(winners.get(each.handoff())), "%s: %d told %s, row has %s",
                    each.handoff(), each.status(), told, winners.get(each.handoff()));
        }
        return finding;
    }

    static Finding theMetricIsTheRows(Evidence seen) {
        Finding finding = new Finding("the metric table equals its recomputation");
        for (MetricRow fact : seen.facts()) {
            finding.check(seen.metric().contains(fact), "%s is not in the metric table", fact);
        }
        for (MetricRow row : seen.metric()) {
            finding.check(seen.facts().contains(row), "%s is in the metric table only", row);
        }
        return finding;
    }

    static Finding nobodySeesAnother(Evidence seen) {
        Finding finding = new Finding("no account's word is seen by another");
        Map<UUID, String> words = seen.accounts().stream().collect(Collectors.toMap(Account::id, Account::canary));
        Map<String, UUID> byMail = new HashMap<>();
        seen.accounts().forEach(account -> account.members().forEach(who -> byMail.put(who.email(), account.id())));
        seen.topic()
                .forEach(each -> finding.check(onlyOf(words.get(UUID.fromString(each.key())), each.canaries()),
                        "a record of %s has words of another", each.key()));
        seen.streams()
                .forEach(stream -> stream.entries()
                        .forEach(entry -> finding.check(
                                onlyOf(words.get(stream.account()), entry.canaries()),
                                "a stream of %s has words of another",
                                stream.account())));
        seen.mails()
                .forEach(mail -> mail.to()
                        .forEach(to -> finding.check(
                                onlyOf(words.get(byMail.get(to)), mail.canaries()), "a mail to %s has words of another",
                                to)));
        return finding;
    }

    private static boolean onlyOf(String word, Set<String> found) {
        return found.isEmpty() || found.equals(Set.of(word));
    }

    static Finding nothingIsLeft(Evidence seen) {
        Finding finding = new Finding(
                "outbox, parked streams, holes and dead letters are empty, no message is there twice");
        seen.leftovers().forEach((name, count) -> finding.check(count == 0, "%s: %d", name, count));
        return finding;
    }
}
