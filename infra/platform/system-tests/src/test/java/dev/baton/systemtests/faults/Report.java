package dev.baton.systemtests.faults;

import dev.baton.systemtests.faults.Evidence.DeliveryRow;
import dev.baton.systemtests.faults.Evidence.StreamEntry;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a run did and found, as a page. */
final class Report {
    private static final int SHOWN = 5;

    private final String text;
    private final List<String> violations;

    Report(Plan plan, Duration took, Load load, Saboteur saboteur, Evidence seen) {
        List<Finding> findings = Invariants.all(seen);
        violations = findings.stream().flatMap(finding -> finding.violations().stream()).toList();
        text = """
                # Fault test: %d violations

                %d acknowledged handoffs and %d faults in %s, seed %d, %d accounts, %d a second wanted.
                %s %s, %d cores, Java %s.

                %d requests without a clear answer, %d refused, %d claims answered, %d messages after them. %d events, %d mails.
                Deliveries: %s; %d marked as possible repeats; %d reminders. Streams: %s.

                Refused: %s.

                | fault | times |
                |---|---|
                %s
                | invariant | checked | violations |
                |---|---|---|
                %s"""
                .formatted(violations.size(), seen.acknowledged().size(), saboteur.count(),
                        took.truncatedTo(ChronoUnit.SECONDS), plan.seed(), plan.accounts(), plan.perSecond(),
                        System.getProperty("os.name"), System.getProperty("os.arch"),
                        Runtime.getRuntime().availableProcessors(), Runtime.version(), load.unclear.get(),
                        load.refused.size(), seen.claims().size(), load.messages.get(), seen.topic().size(),
                        seen.mails().size(),
                        counted(seen.deliveries().stream().map(DeliveryRow::state).toList()),
                        seen.deliveries().stream().filter(DeliveryRow::possibleRepeat).count(), seen.reminders().size(),
                        counted(seen.streams()
                                .stream()
                                .flatMap(stream -> stream.entries().stream())
                                .map(Report::named)
                                .toList()),
                        load.refused.stream().limit(SHOWN).toList(), lines(saboteur.made()),
                        findings.stream().map(Finding::told).collect(Collectors.joining()));
    }

    String text() {
        return text;
    }

    List<String> violations() {
        return violations;
    }

    private static String named(StreamEntry entry) {
        return entry.reason().isEmpty() ? entry.kind() : entry.kind() + " " + entry.reason();
    }

    private static Map<String, Long> counted(List<String> words) {
        return words.stream().collect(Collectors.groupingBy(word -> word, TreeMap::new, Collectors.counting()));
    }

    private static String lines(Map<String, Integer> made) {
        return made.entrySet()
                .stream()
                .map(each -> "| %s | %d |%n".formatted(each.getKey(), each.getValue()))
                .collect(Collectors.joining());
    }
}
