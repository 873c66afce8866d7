package dev.baton.benchmarks.handoff;

import dev.baton.benchmarks.Benchmark;
import dev.baton.benchmarks.Figure;
import dev.baton.benchmarks.Report;
import dev.baton.benchmarks.Run;
import dev.baton.benchmarks.load.Crew;
import dev.baton.benchmarks.load.Latencies;
import dev.baton.benchmarks.platform.Desks;
import dev.baton.benchmarks.platform.Stage;
import dev.baton.benchmarks.platform.Tokens;
import dev.baton.launcher.topology.Replicas;
import dev.baton.launcher.topology.SettingOverride;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

/** How long {@code POST …/handoff} takes under a steady load, rules assessment included. */
public final class Escalate implements Benchmark {
    private static final double P99_LIMIT_MILLIS = 50;
    private static final int CONNECTIONS = 64;
    private static final int CONNECTIONS_OF_PREPARATION = 16;
    private static final int PEOPLE_OF_A_DESK = 3;
    private static final double NANOS_OF_A_MILLI = 1e6;

    private final boolean everything;

    /** What processes have taken of the processors. */
    private record Processor(Duration service, Duration database) {
        Processor since(Processor before) {
            return new Processor(service.minus(before.service), database.minus(before.database));
        }
    }

    private Escalate(boolean everything) {
        this.everything = everything;
    }

    /** 30 a second through the edge, with every service running and doing its part. */
    public static Escalate withEverything() {
        return new Escalate(true);
    }

    /** 200 a second to handoff-service, PostgreSQL and Kafka alone. */
    public static Escalate alone() {
        return new Escalate(false);
    }

    @Override
    public String name() {
        return everything ? "escalate" : "escalate-alone";
    }

    @Override
    public Report run(Run run) throws Exception {
        Desks desks = Desks.of(run.pick(200, 4), PEOPLE_OF_A_DESK);
        Path folder = Stage.folder(run, name());
        SettingOverride seed = desks.write(folder.resolve("desks"));
        try (Stage stage = everything
                ? Stage.everything(run, folder, seed)
                : Stage.only(Stage.HANDOFF_ALONE, run, folder, seed)) {
            return measure(run, desks, stage);
        }
    }

    private Report measure(Run run, Desks desks, Stage stage) throws Exception {
        double rate = everything ? run.pick(30, 10) : run.pick(200, 20);
        int warmUp = count(rate, run.pick(Duration.ofSeconds(60), Duration.ofSeconds(1)));
        int all = warmUp + count(rate, run.pick(Duration.ofSeconds(60), Duration.ofSeconds(2)));
        int[] ports = everything
                ? new int[]{stage.ports().gateway(1), stage.ports().gateway(2)}
                : new int[]{stage.ports().handoff(1)};
        Tokens tokens = stage.tokens();
        List<String> juniors = desks.all().stream().map(desk -> tokens.of(desk.junior())).toList();
        String[] sessions = sessions(all, juniors, ports);
        Latencies latencies = new Latencies();
        try (Crew crew = new Crew(CONNECTIONS, ports)) {
            Crew.Task escalate = (index, connection) -> Bodies.created(
                    connection.send(Bodies.handoff(juniors.get(index % juniors.size()), sessions[index])));
            crew.atRate(rate, 0, warmUp, new Latencies(), escalate);
            Processor before = processor(stage);
            crew.atRate(rate, warmUp, all, latencies, escalate);
            return report(rate, desks.all().size(), latencies, processor(stage).since(before));
        }
    }

    private Processor processor(Stage stage) {
        int replicas = everything ? Replicas.STANDARD.handoff() : 1;
        Duration service = IntStream.rangeClosed(1, replicas)
                .mapToObj(replica -> stage.processorTime("handoff-" + replica))
                .reduce(Duration.ZERO, Duration::plus);
        return new Processor(service, stage.processorTime("postgres"));
    }

    private static String[] sessions(int count, List<String> juniors, int... ports) throws IOException,
            ExecutionException, InterruptedException {
        String[] sessions = new String[count];
        try (Crew crew = new Crew(CONNECTIONS_OF_PREPARATION, ports)) {
            crew.asFastAsPossible(count, (index, connection) -> sessions[index] = Bodies.openSession(connection,
                    juniors.get(index % juniors.size())));
        }
        return sessions;
    }

    private Report report(double rate, int accounts, Latencies latencies, Processor processor) {
        String load = "%.0f a second over %d accounts, open loop: each counts from the moment it was due. %s".formatted(
                rate, accounts, everything
                        ? "Every service of `infra/up` runs; requests go through the edge."
                        : "PostgreSQL, Kafka and one handoff-service, asked directly.");
        return new Report(name(), "`POST …/handoff`, " + load, List.of(
                Figure.told("answered", (double) latencies.count(), "handoffs"),
                Figure.told("p50", latencies.percentile(50), "ms"),
                Figure.atMost(P99_LIMIT_MILLIS, "p99", latencies.percentile(99), "ms"),
                Figure.told("p99.9", latencies.percentile(99.9), "ms"),
                Figure.told("max", latencies.max(), "ms"),
                Figure.told("processor time of handoff-service for a handoff",
                        millis(processor.service(), latencies.count()), "ms"),
                Figure.told("processor time of PostgreSQL for a handoff",
                        millis(processor.database(), latencies.count()), "ms")));
    }

    private static double millis(Duration processor, long handoffs) {
        return processor.toNanos() / NANOS_OF_A_MILLI / handoffs;
    }

    private static int count(double rate, Duration time) {
        return (int) (rate * time.toSeconds());
    }
}
