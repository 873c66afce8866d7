package dev.baton.benchmarks.stream;

import dev.baton.benchmarks.Benchmark;
import dev.baton.benchmarks.Figure;
import dev.baton.benchmarks.Report;
import dev.baton.benchmarks.Run;
import dev.baton.benchmarks.load.EventStreams;
import dev.baton.benchmarks.load.Latencies;
import dev.baton.benchmarks.load.Pace;
import dev.baton.benchmarks.platform.Desks;
import dev.baton.benchmarks.platform.Stage;
import dev.baton.benchmarks.relay.Commits;
import dev.baton.benchmarks.relay.Directory;
import dev.baton.benchmarks.relay.RelayNode;
import dev.baton.events.AccountId;
import dev.baton.launcher.topology.SettingOverride;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.ConfigurableApplicationContext;

/** From the return of COMMIT to the whole frame at each client that listens, with few and many streams open. */
public final class CommitToFrame implements Benchmark {
    private static final String GATEWAY = "gateway-1";
    // handoff-service is asked for the keys of tokens; its relay is held, so that every event goes through the one here.
    private static final Set<String> PROCESSES = Set.of("postgres", "kafka", "handoff-1", GATEWAY);
    private static final SettingOverride HELD = new SettingOverride("handoff-service", "baton.messaging.outbox.hold",
            "true");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int RATE = 100;
    private static final double P50_LIMIT_MILLIS = 6;
    private static final double P99_LIMIT_MILLIS = 25;
    private static final double NANOS_OF_A_MICROSECOND = 1e3;

    /**
     * With so many streams open.
     *
     * @param processorMicros of the gateway for each frame
     */
    record Round(int streams, Latencies latencies, double processorMicros) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%,d stream%s: ", streams, streams == 1 ? "" : "s");
        }
    }

    @Override
    public String name() {
        return "frames";
    }

    @Override
    public Report run(Run run) throws Exception {
        Desks desks = Desks.of(run.pick(100, 4), run.pick(20, 3));
        try (Stage stage = Stage.only(PROCESSES, run, Stage.folder(run, name()), HELD);
                ConfigurableApplicationContext relay = RelayNode.start(stage)) {
            Directory.announce(desks, relay);
            return measure(run, desks, stage, relay);
        }
    }

    private static Report measure(Run run, Desks desks, Stage stage, BeanFactory relay) throws IOException,
            InterruptedException {
        int accounts = desks.all().size();
        int everybody = accounts * desks.all().getFirst().people().size();
        Listeners listeners = new Listeners(desks, stage.tokens());
        List<Round> rounds = new ArrayList<>();
        try (EventStreams streams = new EventStreams(stage.ports().stream(1), CommitToFrame::tooEarly)) {
            for (int count : new int[]{1, accounts, everybody}) {
                streams.open(listeners.tokens(streams.size(), count));
                List<AccountId> listening = desks.all()
                        .subList(0, Math.min(count, accounts))
                        .stream()
                        .map(Desks.Desk::id)
                        .toList();
                rounds.add(round(run, listening, streams, stage, relay));
            }
        }
        return report(accounts, rounds);
    }

    private static void tooEarly(int stream, byte[] data, long nanos) {
        throw new IllegalStateException("an event came to stream " + stream + " before the first was committed");
    }

    private static Round round(Run run, List<AccountId> accounts, EventStreams streams, Stage stage, BeanFactory relay)
            throws IOException, InterruptedException {
        int warmUp = count(run.pick(Duration.ofSeconds(10), Duration.ofSeconds(1)));
        int all = warmUp + count(run.pick(Duration.ofSeconds(30), Duration.ofSeconds(1)));
        Commits commits = new Commits(accounts, all, relay);
        FrameArrivals arrivals = new FrameArrivals(all, accounts.size(), streams.size() / accounts.size());
        streams.tell(arrivals);
        commit(commits, 0, warmUp);
        Duration before = stage.processorTime(GATEWAY);
        commit(commits, warmUp, all);
        arrivals.await(streams, PATIENCE);
        Duration processor = stage.processorTime(GATEWAY).minus(before);
        Latencies latencies = new Latencies();
        for (int event = warmUp; event < all; event++) {
            for (int listener = 0; listener < arrivals.listeners(); listener++) {
                latencies.record(arrivals.time(event, listener) - commits.committed(event));
            }
        }
        return new Round(streams.size(), latencies, processor.toNanos() / NANOS_OF_A_MICROSECOND / latencies.count());
    }

    private static void commit(Commits commits, int from, int to) {
        Pace pace = new Pace(RATE);
        for (int i = from; i < to; i++) {
            pace.await(i - from);
            commits.commit(i);
        }
    }

    static Report report(int accounts, List<Round> rounds) {
        List<Figure> figures = new ArrayList<>();
        rounds.subList(0, rounds.size() - 1).forEach(round -> {
            figures.add(Figure.told(round + "p50", round.latencies().percentile(50), "ms"));
            figures.add(Figure.told(round + "p99", round.latencies().percentile(99), "ms"));
            figures.add(Figure.told(round + "max", round.latencies().max(), "ms"));
        });
        Round most = rounds.getLast();
        figures.add(Figure.atMost(P50_LIMIT_MILLIS, most + "p50", most.latencies().percentile(50), "ms"));
        figures.add(Figure.atMost(P99_LIMIT_MILLIS, most + "p99", most.latencies().percentile(99), "ms"));
        figures.add(Figure.told(most + "max", most.latencies().max(), "ms"));
        figures.add(Figure.told(most + "frames", (double) most.latencies().count(), "frames"));
        figures.add(Figure.told(most + "processor time of the gateway for a frame", most.processorMicros(), "µs"));
        return new Report("frames", method(accounts, most), figures);
    }

    private static String method(int accounts, Round most) {
        return RATE + " events a second, each in its own transaction, in turn over the accounts that listen: from the "
                + "return of COMMIT to the end of the frame at each client of its account, every frame counted. "
                + String.format(Locale.ROOT, "%,d", most.streams()) + " streams are " + accounts + " accounts with "
                + most.streams() / accounts + " people each, " + accounts + " streams one of each account. PostgreSQL, "
                + "Kafka, one stream-gateway with tokens checked; the relay and the clients in one process.";
    }

    private static int count(Duration time) {
        return (int) (RATE * time.toSeconds());
    }
}
