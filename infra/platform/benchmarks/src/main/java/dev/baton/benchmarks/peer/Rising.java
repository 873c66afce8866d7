package dev.baton.benchmarks.peer;

import dev.baton.benchmarks.Benchmark;
import dev.baton.benchmarks.Figure;
import dev.baton.benchmarks.Report;
import dev.baton.benchmarks.Run;
import dev.baton.benchmarks.load.Pace;
import dev.baton.benchmarks.platform.Desks;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How many frames a second each contender gets to its clients before they come a second late. */
public final class Rising implements Benchmark {
    private static final double LATE_MILLIS = 1000;
    private static final Duration HOPELESS = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int FIRST_RATE = 40;
    private static final int MOST = 20_000;
    private static final double STEP = 1.25;

    @Override
    public String name() {
        return "rising";
    }

    @Override
    public Report run(Run run) throws Exception {
        int listeners = run.pick(1000, 50);
        Duration step = run.pick(Duration.ofSeconds(6), Duration.ofSeconds(1));
        Map<String, Double> sustained = new LinkedHashMap<>();
        try (Field field = Field.open(run, name(), Desks.of(1, listeners), listeners)) {
            List<Entrant> running = new ArrayList<>(field.entrants());
            // A warm-up that all can stand.
            for (Entrant entrant : running) {
                keepsUp(entrant, FIRST_RATE, step, listeners);
                sustained.put(entrant.name(), 0.0);
            }
            for (double rate = FIRST_RATE; !running.isEmpty() && rate < run.pick(MOST, FIRST_RATE + 1); rate *= STEP) {
                for (Entrant entrant : List.copyOf(running)) {
                    if (keepsUp(entrant, rate, step, listeners)) {
                        sustained.put(entrant.name(), rate * listeners);
                    } else {
                        running.remove(entrant);
                        // What it still has to send would take the machine from the others.
                        entrant.clients().close();
                    }
                }
            }
        }
        return report(listeners, step, sustained);
    }

    private static boolean keepsUp(Entrant entrant, double rate, Duration step, int listeners) throws IOException {
        entrant.clients().reset();
        Pace pace = new Pace(rate);
        int events = (int) (rate * step.toSeconds());
        for (int i = 0; i < events; i++) {
            pace.await(i);
            long due = pace.due(i);
            if (System.nanoTime() - due > HOPELESS.toNanos()) {
                return false;
            }
            entrant.server().publish(0, due);
        }
        Clients.Frames frames = entrant.clients().awaitAtMost((long) events * listeners, PATIENCE);
        return frames.count() == (long) events * listeners && frames.ended() == 0 && frames.p99Millis() < LATE_MILLIS;
    }

    private Report report(int listeners, Duration step, Map<String, Double> sustained) {
        return new Report(name(),
                String.format(Locale.ROOT,
                        "One account with %,d streams. Each contender in turn has %d seconds of events at a rate that "
                                + "rises by a quarter, until the slowest hundredth of the frames comes a second or more "
                                + "after its event was due, or one does not come. The rate before that is told.",
                        listeners, step.toSeconds()),
                sustained.entrySet()
                        .stream()
                        .map(each -> Figure.told(each.getKey() + ": sustained", each.getValue(), "frames/s"))
                        .toList());
    }
}
