package dev.baton.benchmarks.mail;

import dev.baton.benchmarks.Benchmark;
import dev.baton.benchmarks.Figure;
import dev.baton.benchmarks.Report;
import dev.baton.benchmarks.Run;
import dev.baton.benchmarks.platform.Desks;
import dev.baton.benchmarks.platform.Stage;
import dev.baton.benchmarks.relay.Commits;
import dev.baton.benchmarks.relay.Directory;
import dev.baton.benchmarks.relay.RelayNode;
import dev.baton.launcher.topology.Ports;
import dev.baton.launcher.topology.SettingOverride;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.context.ConfigurableApplicationContext;

/** How fast notification-service sends what waits, against a loop that sends the same messages. */
public final class MailThroughput implements Benchmark {
    private static final String SERVICE = "notification-1";
    private static final Set<String> PROCESSES = Set.of("postgres", "kafka", SERVICE);
    private static final String METHOD = """
            Mails of escalations that wait while the mail server lets senders wait, from the first to the last that it \
            accepts; the rate limit is raised, all else is as usual. Raw: the same messages in a loop with one kept \
            connection of Angus Mail, to the same kind of sink. PostgreSQL, Kafka and one notification-service; the sink \
            and the loop in the process of the benchmark.""";
    private static final Pattern MESSAGE_ID = Pattern.compile("(?mi)^message-id:\\s*(<[^>]+>)");
    private static final double NANOS_OF_A_SECOND = 1e9;
    private static final double NANOS_OF_A_MILLISECOND = 1e6;

    private final SettingOverride[] settings = {
            // The most that it takes: what is measured is not the limit.
            setting("mail.messages-per-second", "10000"), setting("mail.burst", "10000"),
            // Senders wait while work piles up.
            setting("mail.reply-timeout", "30s"), setting("delivery.sending-lease", "10m")};

    /** What sending one pile took, beside time. */
    record Effort(double transactions, Duration processor) {}

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public Report run(Run run) throws Exception {
        Desks desks = Desks.of(run.pick(20, 2), run.pick(10, 3));
        int warmUp = run.pick(40, 2);
        int handoffs = warmUp + run.pick(200, 10);
        int people = desks.all().getFirst().people().size();
        try (SmtpSink sink = new SmtpSink(new Ports(run.basePort()).smtp());
                Stage stage = Stage.only(PROCESSES, run, Stage.folder(run, name()), settings);
                ConfigurableApplicationContext relay = RelayNode.start(stage);
                Deliveries deliveries = new Deliveries(stage)) {
            Directory.announce(desks, relay);
            deliveries.awaitPeople(desks.all().size() * people);
            Commits commits = new Commits(desks.all().stream().map(Desks.Desk::id).toList(), handoffs, relay);
            pile(commits, 0, warmUp, people, sink, deliveries, stage);
            Effort effort = pile(commits, warmUp, handoffs, people, sink, deliveries, stage);
            List<SmtpSink.Mail> all = distinct(sink.mails(), handoffs * people);
            List<SmtpSink.Mail> raw = distinct(new RawMail().send(all), all.size());
            int counted = warmUp * people;
            return report(all.subList(counted, all.size()), raw.subList(counted, raw.size()), effort);
        }
    }

    /** Lets mails of some handoffs pile up, then lets them go. */
    private static Effort pile(Commits commits, int from, int to, int people, SmtpSink sink, Deliveries deliveries,
            Stage stage) throws Exception {
        sink.hold();
        for (int i = from; i < to; i++) {
            commits.commit(i);
        }
        deliveries.awaitOrdered(to * people);
        long transactions = deliveries.transactions();
        Duration processor = stage.processorTime(SERVICE);
        sink.release();
        deliveries.awaitAccepted(to * people);
        return new Effort((double) deliveries.transactions() - transactions,
                stage.processorTime(SERVICE).minus(processor));
    }

    /** @throws IllegalStateException when a mail is missing, or came twice */
    private static List<SmtpSink.Mail> distinct(List<SmtpSink.Mail> mails, int expected) {
        Set<String> ids = mails.stream().map(MailThroughput::id).collect(Collectors.toSet());
        if (ids.size() != expected || mails.size() != expected) {
            throw new IllegalStateException(ids.size() + " different of " + mails.size() + " mails came, "
                    + expected + " were expected");
        }
        return mails;
    }

    private static String id(SmtpSink.Mail mail) {
        Matcher id = MESSAGE_ID.matcher(mail.message());
        if (!id.find()) {
            throw new IllegalStateException("a mail has no id");
        }
        return id.group(1);
    }

    static Report report(List<SmtpSink.Mail> sent, List<SmtpSink.Mail> raw, Effort effort) {
        double rate = perSecond(sent);
        double rawRate = perSecond(raw);
        return new Report("mail", METHOD, List.of(
                Figure.told("accepted", sent.size(), "mails"),
                Figure.told("sent", rate, "mails/s"),
                Figure.told("raw loop", rawRate, "mails/s"),
                Figure.told("sent / raw loop", rate / rawRate, "times"),
                Figure.told("transactions for a mail", effort.transactions() / sent.size(), "transactions"),
                Figure.told("processor time of the service for a mail",
                        effort.processor().toNanos() / NANOS_OF_A_MILLISECOND / sent.size(), "ms")));
    }

    /** NaN of less than two. */
    private static double perSecond(List<SmtpSink.Mail> mails) {
        return mails.size() < 2
                ? Double.NaN
                : (mails.size() - 1) * NANOS_OF_A_SECOND / (mails.getLast().nanos() - mails.getFirst().nanos());
    }

    private static SettingOverride setting(String name, String value) {
        return new SettingOverride("notification-service", "baton.notification." + name, value);
    }
}
