package dev.baton.benchmarks.handoff;

import dev.baton.benchmarks.Benchmark;
import dev.baton.benchmarks.Figure;
import dev.baton.benchmarks.Report;
import dev.baton.benchmarks.Run;
import dev.baton.benchmarks.load.Crew;
import dev.baton.benchmarks.load.HttpConnection;
import dev.baton.benchmarks.load.HttpConnection.Answer;
import dev.baton.benchmarks.load.Latencies;
import dev.baton.benchmarks.platform.Desks;
import dev.baton.benchmarks.platform.Desks.Desk;
import dev.baton.benchmarks.platform.Person;
import dev.baton.benchmarks.platform.Stage;
import dev.baton.benchmarks.platform.Tokens;
import dev.baton.launcher.topology.SettingOverride;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import tools.jackson.databind.json.JsonMapper;

/** Everybody claims one handoff at the same moment, several times over. */
public final class ClaimRace implements Benchmark {
    private static final double LIMIT_SECONDS = 2;
    private static final double NANOS_OF_A_SECOND = 1e9;

    /** What one race came to. */
    private record Race(double seconds, int winners, int correctlyRefused) {}

    @Override
    public String name() {
        return "claims";
    }

    @Override
    public Report run(Run run) throws Exception {
        int racers = run.pick(1000, 20);
        Desks desks = Desks.of(1, racers + 1);
        Path folder = Stage.folder(run, name());
        SettingOverride seed = desks.write(folder.resolve("desks"));
        try (Stage stage = Stage.only(Stage.HANDOFF_ALONE, run, folder, seed)) {
            return measure(run, desks.all().getFirst(), stage);
        }
    }

    private Report measure(Run run, Desk desk, Stage stage) throws Exception {
        int port = stage.ports().handoff(1);
        Tokens tokens = stage.tokens();
        String junior = tokens.of(desk.junior());
        List<Person> racers = desk.people().subList(1, desk.people().size());
        List<String> signedIn = racers.stream().map(tokens::of).toList();
        Race slowest = new Race(0, 1, racers.size() - 1);
        Latencies latencies = new Latencies();
        try (Crew crew = new Crew(racers.size(), port); HttpConnection ofJunior = new HttpConnection(port)) {
            // The first ones warm the service up: they count for who wins, not for the time.
            int warmUps = run.pick(10, 1);
            for (int i = 0; i < warmUps + run.pick(5, 1); i++) {
                Race race = race(crew, ofJunior, junior, racers, signedIn, i < warmUps ? new Latencies() : latencies);
                slowest = new Race(i < warmUps ? 0 : Math.max(race.seconds(), slowest.seconds()),
                        Math.abs(race.winners() - 1) > Math.abs(slowest.winners() - 1)
                                ? race.winners()
                                : slowest.winners(),
                        Math.min(race.correctlyRefused(), slowest.correctlyRefused()));
            }
        }
        return report(racers.size(), slowest, latencies);
    }

    private static Race race(Crew crew, HttpConnection ofJunior, String junior, List<Person> racers,
            List<String> signedIn, Latencies latencies) throws IOException, ExecutionException, InterruptedException {
        String session = Bodies.openSession(ofJunior, junior);
        String handoff = Bodies.created(ofJunior.send(Bodies.handoff(junior, session))).required("id").asString();
        List<byte[]> claims = signedIn.stream().map(token -> Bodies.claim(token, session, handoff)).toList();
        Answer[] answers = new Answer[claims.size()];
        long start = System.nanoTime();
        crew.allAtOnce((index, connection) -> {
            answers[index] = connection.send(claims.get(index));
            latencies.record(System.nanoTime() - start);
        });
        double seconds = (System.nanoTime() - start) / NANOS_OF_A_SECOND;
        return judged(seconds, answers, racers);
    }

    private static Race judged(double seconds, Answer[] answers, List<Person> racers) {
        int winners = 0;
        int winner = -1;
        for (int i = 0; i < answers.length; i++) {
            if (answers[i].status() == 200) {
                winners++;
                winner = i;
            }
        }
        int refused = 0;
        for (Answer answer : answers) {
            if (winner >= 0 && answer.status() == 409 && racers.get(winner)
                    .id()
                    .toString()
                    .equals(
                            JsonMapper.shared().readTree(answer.body()).path("claimed_by_id").asString(""))) {
                refused++;
            }
        }
        return new Race(seconds, winners, refused);
    }

    private Report report(int racers, Race slowest, Latencies latencies) {
        return new Report(name(), racers + " people claim one handoff of one handoff-service at once, each on a"
                + " connection opened before. The worst of several races after warm-up.",
                List.of(
                        Figure.atMost(LIMIT_SECONDS, "until the last answer", slowest.seconds(), "s"),
                        Figure.told("p50 of the answers", latencies.percentile(50), "ms"),
                        Figure.told("p99 of the answers", latencies.percentile(99), "ms"),
                        exactly(1, "winners", slowest.winners()),
                        Figure.atLeast(racers - 1, "refused, naming the winner", slowest.correctlyRefused(),
                                "claimers")));
    }

    /** Two winners are as wrong as none. */
    private static Figure exactly(int wanted, String name, int value) {
        return value < wanted
                ? Figure.atLeast(wanted, name, value, "claimers")
                : Figure.atMost(wanted, name, value, "claimers");
    }
}
