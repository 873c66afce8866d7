package dev.baton.systemtests.faults;

import dev.baton.systemtests.faults.Crowd.Account;
import dev.baton.systemtests.faults.Crowd.Member;
import dev.baton.systemtests.faults.Evidence.Acknowledged;
import dev.baton.systemtests.faults.Evidence.DeliveryRow;
import dev.baton.systemtests.faults.Evidence.HandoffRow;
import dev.baton.systemtests.faults.Evidence.Mail;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who may pick up gets one mail, or a record of why not; two only where the record says that it may have happened. The same
 * of reminders, but for that they may still be under way.
 */
final class MailInvariant {
    private final Finding finding = new Finding("every eligible person is mailed, repeats only where marked");
    private final Map<UUID, List<Mail>> mails;
    private final Map<UUID, String> addresses = new HashMap<>();
    private final Set<UUID> claimed;

    private MailInvariant(Evidence seen) {
        mails = seen.mails().stream().collect(Collectors.groupingBy(Mail::delivery));
        seen.accounts().forEach(account -> account.members().forEach(who -> addresses.put(who.id(), who.email())));
        claimed = seen.handoffs()
                .stream()
                .filter(row -> row.claimedBy() != null)
                .map(HandoffRow::id)
                .collect(Collectors.toSet());
    }

    static Finding everyEligiblePersonIsMailed(Evidence seen) {
        MailInvariant invariant = new MailInvariant(seen);
        invariant.recipients(seen);
        seen.deliveries().forEach(invariant::outcome);
        invariant.reminders(seen);
        Set<UUID> known = Stream.concat(seen.deliveries().stream(), seen.reminders().stream())
                .map(DeliveryRow::id)
                .collect(Collectors.toSet());
        seen.mails()
                .forEach(mail -> invariant.finding.check(known.contains(mail.delivery()),
                        "a mail to %s has no delivery %s", mail.to(), mail.delivery()));
        return invariant.finding;
    }

    private void recipients(Evidence seen) {
        Map<UUID, Set<UUID>> told = seen.deliveries()
                .stream()
                .collect(Collectors.groupingBy(DeliveryRow::handoff,
                        Collectors.mapping(DeliveryRow::recipient, Collectors.toSet())));
        Map<UUID, Set<UUID>> eligible = eligible(seen);
        for (Acknowledged each : seen.acknowledged()) {
            finding.check(eligible.get(each.account()).equals(told.get(each.handoff())), "%s: deliveries for %s",
                    each.handoff(), told.get(each.handoff()));
        }
    }

    private void reminders(Evidence seen) {
        Map<UUID, Set<UUID>> eligible = eligible(seen);
        for (DeliveryRow row : seen.reminders()) {
            finding.check(eligible.get(row.account()).contains(row.recipient()), "%s reminds %s", row.id(),
                    row.recipient());
            sent(row);
        }
    }

    private static Map<UUID, Set<UUID>> eligible(Evidence seen) {
        return seen.accounts()
                .stream()
                .collect(Collectors.toMap(Account::id,
                        account -> account.eligible().stream().map(Member::id).collect(Collectors.toSet())));
    }

    private List<Mail> sent(DeliveryRow row) {
        List<Mail> sent = mails.getOrDefault(row.id(), List.of());
        sent.forEach(mail -> finding.check(mail.to().equals(List.of(addresses.get(row.recipient()))),
                "%s went to %s", row.id(), mail.to()));
        finding.check(sent.size() <= 1 || row.possibleRepeat(), "%s was sent %d times, unmarked", row.id(),
                sent.size());
        return sent;
    }

    private void outcome(DeliveryRow row) {
        List<Mail> sent = sent(row);
        switch (row.state()) {
            case "accepted" -> finding.check(!sent.isEmpty(), "%s is accepted and was never sent", row.id());
            case "suppressed" -> {
                finding.check(claimed.contains(row.handoff()), "%s: suppressed, though nobody claimed", row.id());
                finding.check(sent.isEmpty() || row.possibleRepeat(), "%s: suppressed, but sent", row.id());
            }
            case "needs_review" -> finding.check(row.possibleRepeat(), "%s: unclear, unmarked", row.id());
            default -> finding.check(false, "%s is %s", row.id(), row.state());
        }
    }
}
