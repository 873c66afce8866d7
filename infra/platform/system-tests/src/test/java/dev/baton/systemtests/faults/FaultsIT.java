package dev.baton.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.systemtests.Baton;
import dev.baton.systemtests.faults.Evidence.StreamLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two replicas of everything under a steady load, while every process is killed and paused in turn, the broker and the
 * database included (O7). About two minutes; {@code infra/fault-test} runs the long form.
 */
@Tag("faults")
class FaultsIT {
    private static final Duration SETTLING = Duration.ofMinutes(10);
    private static final Duration STANDSTILL = Duration.ofMinutes(3);
    private static final Duration PROGRESS = Duration.ofSeconds(10);

    private final Plan plan = Plan.ofProperties();
    private final Instant began = Instant.now();
    private Instant told = began;

    @Test
    void nothingIsLostWhateverIsKilled() throws Exception {
        Path data = folder();
        Crowd crowd = Crowd.of(plan.accounts(), plan.seed());
        Path people = crowd.write(Files.createDirectories(data.resolve("people")));
        try (Baton baton = start(data, people)) {
            Report report = run(baton, crowd);
            Files.writeString(data.resolve("fault-report.md"), report.text());
            System.out.println(report.text());
            assertThat(report.violations()).isEmpty();
        }
    }

    // Where hundreds are killed, the time that training takes comes back.
    private Baton start(Path data, Path people) throws IOException, InterruptedException {
        return plan.trained() ? Baton.startTrained(data, options(people)) : Baton.start(data, options(people));
    }

    private static Path folder() throws IOException {
        String wanted = System.getProperty("baton.faults.data", "");
        return wanted.isEmpty() ? Files.createTempDirectory("baton-faults") : Files.createDirectories(Path.of(wanted));
    }

    // What was on the wire at a crash is decided when its lease ends; here that need not last two minutes.
    private static List<String> options(Path people) {
        List<String> options = new ArrayList<>(List.of("--replicas", "2"));
        Map<String, String> settings = Map.of("handoff-service:baton.demo.data", people.toString(),
                "notification-service:baton.notification.mail.reply-timeout", "2s",
                "notification-service:baton.notification.delivery.sending-lease", "30s");
        settings.forEach((name, value) -> options.addAll(List.of("--set", name + "=" + value)));
        return options;
    }

    private Report run(Baton baton, Crowd crowd) throws Exception {
        Load load = new Load(baton, plan, crowd);
        try (Pages pages = new Pages(baton, crowd)) {
            pages.awaitReady();
            Saboteur saboteur = new Saboteur(new Processes(baton.data()), plan.seed());
            load.start();
            while (saboteur.count() < plan.faults()) {
                saboteur.strike();
                tell(load, saboteur);
            }
            saboteur.awaitAllReady();
            while (load.acknowledged.size() < plan.handoffs()) {
                int before = load.acknowledged.size();
                Awaitility.await("another handoff is acknowledged")
                        .atMost(STANDSTILL)
                        .until(() -> load.acknowledged.size() > before);
                tell(load, saboteur);
            }
            load.stop();
            Evidence seen = settled(baton, crowd, load, pages);
            return new Report(plan, Duration.between(began, Instant.now()), load, saboteur, seen);
        }
    }

    private void tell(Load load, Saboteur saboteur) {
        if (told.plus(PROGRESS).isBefore(Instant.now())) {
            told = Instant.now();
            System.out.printf("%s  %d of %d handoffs acknowledged, %d of %d faults made%n",
                    Duration.between(began, told).truncatedTo(java.time.temporal.ChronoUnit.SECONDS),
                    load.acknowledged.size(), plan.handoffs(), saboteur.count(), plan.faults());
        }
    }

    /** The evidence once it violates nothing any more, or what there is when that takes too long. */
    private static Evidence settled(Baton baton, Crowd crowd, Load load, Pages pages) throws Exception {
        Collector collector = new Collector(baton);
        try {
            Awaitility.await()
                    .atMost(SETTLING)
                    .pollInterval(Duration.ofSeconds(2))
                    .ignoreExceptions()
                    .until(() -> collector.leftovers().values().stream().allMatch(count -> count == 0)
                            && collector.facts().equals(collector.metric()));
        } catch (ConditionTimeoutException e) {
            // The report names what is left.
            return evidence(collector, crowd, load, pages);
        }
        try {
            return Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofSeconds(5))
                    .until(() -> evidence(collector, crowd, load, pages), seen -> Invariants.all(seen)
                            .stream()
                            .allMatch(finding -> finding.violations().isEmpty()));
        } catch (ConditionTimeoutException e) {
            return evidence(collector, crowd, load, pages);
        }
    }

    private static Evidence evidence(Collector collector, Crowd crowd, Load load, Pages pages)
            throws IOException, SQLException, InterruptedException {
        // Reminders of what nobody claimed go on: the streams are held against the topic on both sides of them.
        Map<UUID, Long> heads = Evidence.heads(collector.topic());
        List<StreamLog> streams = pages.logs();
        return new Evidence(crowd.accounts(), List.copyOf(load.acknowledged), List.copyOf(load.claims),
                collector.handoffs(), collector.topic(), heads, streams, collector.deliveries(), collector.mails(),
                collector.reminders(), collector.facts(), collector.metric(), collector.leftovers());
    }
}
