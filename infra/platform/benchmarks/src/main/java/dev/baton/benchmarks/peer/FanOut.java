package dev.baton.benchmarks.peer;

import dev.baton.benchmarks.Benchmark;
import dev.baton.benchmarks.Figure;
import dev.baton.benchmarks.Report;
import dev.baton.benchmarks.Run;
import dev.baton.benchmarks.load.Pace;
import dev.baton.benchmarks.peer.Comparison.Turn;
import dev.baton.benchmarks.platform.Desks;
import dev.baton.benchmarks.platform.Usage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a frame costs the processor: the gateway beside its peers, in turns. */
public final class FanOut implements Benchmark {
    // The gateway's threads that write, by the beginning of their names.
    private static final String WRITERS = "stream-";
    // As much of the name as the kernel keeps.
    private static final String FEED = "tail-baton.hand";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int RATE = 1000;
    private static final int ROUNDS = 5;
    private static final int WARM_UPS = 8;
    // So many times the events in the same time: half a minute at the rate that counts is short for a compiler.
    private static final int WARM_UP_TIMES = 3;
    private static final double TIMES_THE_LIMIT = 1.5;
    private static final double NANOS_OF_A_MICROSECOND = 1e3;

    private final String name;
    private final boolean hot;

    private FanOut(String name, boolean hot) {
        this.name = name;
        this.hot = hot;
    }

    /** One account to which everybody listens; each event is sent when the one before has arrived everywhere. */
    public static FanOut hot() {
        return new FanOut("fan-out", true);
    }

    /** Many accounts with five listeners each, at a fixed rate. */
    public static FanOut accounts() {
        return new FanOut("accounts", false);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Report run(Run run) throws Exception {
        int accounts = hot ? 1 : run.pick(2000, 40);
        int listeners = hot ? run.pick(5000, 100) : 5;
        int events = hot ? run.pick(40, 20) : run.pick(4000, 100);
        Comparison comparison = new Comparison();
        try (Field field = Field.open(run, name, Desks.of(accounts, listeners), accounts * listeners)) {
            for (int round = -run.pick(WARM_UPS, 1); round < run.pick(ROUNDS, 1); round++) {
                for (Entrant entrant : field.entrants()) {
                    Turn turn = round < 0 && !hot
                            ? turn(entrant, accounts, listeners, WARM_UP_TIMES * events, WARM_UP_TIMES * RATE)
                            : turn(entrant, accounts, listeners, events, RATE);
                    if (round >= 0) {
                        comparison.add(entrant.name(), turn);
                    }
                }
            }
        }
        return report(accounts, listeners, events, comparison);
    }

    private Turn turn(Entrant entrant, int accounts, int listeners, int events, int rate) throws IOException {
        ProcessHandle server = entrant.server().process();
        entrant.clients().reset();
        Duration processor = Usage.processorTime(server);
        Duration writing = Usage.processorTime(server, WRITERS);
        Duration feeding = Usage.processorTime(server, FEED);
        Pace pace = new Pace(rate);
        for (int i = 0; i < events; i++) {
            if (!hot) {
                pace.await(i);
            }
            entrant.server().publish(i % accounts, System.nanoTime());
            if (hot) {
                // Else a server that falls behind would send two frames in one write.
                entrant.clients().await((i + 1L) * listeners, PATIENCE);
            }
        }
        Clients.Frames frames = entrant.clients().await((long) events * listeners, PATIENCE);
        return new Turn(micros(Usage.processorTime(server).minus(processor), frames),
                micros(Usage.processorTime(server, WRITERS).minus(writing), frames),
                micros(Usage.processorTime(server, FEED).minus(feeding), frames),
                micros(frames.processor(), frames), frames.p50Millis(), frames.p99Millis());
    }

    private static double micros(Duration time, Clients.Frames frames) {
        return time.toNanos() / NANOS_OF_A_MICROSECOND / frames.count();
    }

    Report report(int accounts, int listeners, int events, Comparison comparison) {
        List<Figure> figures = new ArrayList<>();
        for (String contender : comparison.contenders()) {
            figures.add(Figure.told(contender + ": processor time for a frame", comparison.processor(contender), "µs"));
        }
        figures.add(Figure.told("of that, event loops of the gateway", comparison.writing(Gateway.NAME), "µs"));
        figures.add(Figure.told("of that, reading Kafka and filling the logs", comparison.feeding(Gateway.NAME), "µs"));
        figures.add(Figure.told("clients: processor time for a frame", comparison.reading(), "µs"));
        if (hot) {
            figures.add(ratio(TIMES_THE_LIMIT, Peers.LIMIT, comparison));
            figures.add(ratio(1, Peers.NCHAN, comparison));
        } else {
            for (String contender : comparison.contenders()) {
                figures.add(Figure.told(contender + ": from publishing to the client, p50", comparison.p50(contender),
                        "ms"));
                figures.add(Figure.told(contender + ": p99", comparison.p99(contender), "ms"));
            }
            for (String peer : List.of(Peers.NCHAN, Peers.NODE, Peers.EMITTER)) {
                figures.add(ratio(1, peer, comparison));
                figures.add(Figure.told("gateway without its feed thread / " + peer,
                        comparison.ratioWithoutFeeding(Gateway.NAME, peer), "times"));
            }
        }
        return new Report(name, method(accounts, listeners, events), figures);
    }

    private static Figure ratio(double limit, String peer, Comparison comparison) {
        return Figure.atMost(limit, "gateway / " + peer, comparison.ratio(Gateway.NAME, peer), "times");
    }

    private String method(int accounts, int listeners, int events) {
        return String.format(Locale.ROOT, "%,d account%s with %,d streams each, %,d events in a turn, %s. ", accounts,
                accounts == 1 ? "" : "s", listeners, events, hot
                        ? "each published when the one before has arrived everywhere, so that every frame is a write"
                        : RATE + " a second over the accounts, " + WARM_UP_TIMES + " times as many while it warms up")
                + "User and system time of the whole server for each frame that arrived: medians of rounds in which all "
                + "have a turn; ratios within a round. The gateway is published to through Kafka, the others over HTTP. "
                + "The clients are a process of their own.";
    }
}
