package dev.baton.benchmarks.read;

import dev.baton.benchmarks.Benchmark;
import dev.baton.benchmarks.Report;
import dev.baton.benchmarks.Run;
import dev.baton.benchmarks.load.HttpConnection;
import dev.baton.benchmarks.past.Past;
import dev.baton.benchmarks.platform.Desks;
import dev.baton.benchmarks.platform.Desks.Desk;
import dev.baton.benchmarks.platform.Person;
import dev.baton.benchmarks.platform.Stage;
import dev.baton.benchmarks.platform.Tokens;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How long {@code GET …/similar} takes for a help desk with a long past. */
public final class SimilarSearch implements Benchmark {
    private static final double P99_LIMIT_MILLIS = 50;
    private static final int PEOPLE_OF_A_DESK = 5;
    private static final String PATH = "/api/v1/ai-sessions";

    @Override
    public String name() {
        return "similar";
    }

    @Override
    public Report run(Run run) throws Exception {
        Desks desks = Desks.of(run.pick(11, 2), PEOPLE_OF_A_DESK);
        return Questions.run(run, name(), desks, stage -> {
            int past = run.pick(200_000, 500);
            int ofOthers = run.pick(2_000, 50);
            Past.handoffs(stage, new Desks(desks.all().subList(1, desks.all().size())), ofOthers);
            Past.handoffs(stage, new Desks(desks.all().subList(0, 1)), past);
            return questions(desks.all().getFirst(), stage).ask(run, stage, run.pick(20, 10),
                    ("%,d past handoffs of the"
                            + " help desk, %,d of each of %d others; asked of its active sessions.").formatted(past,
                                    ofOthers,
                                    desks.all().size() - 1));
        });
    }

    /** Of the newest sessions that somebody works on. */
    private Questions questions(Desk desk, Stage stage) throws IOException {
        Tokens tokens = stage.tokens();
        List<byte[]> requests = new ArrayList<>();
        try (HttpConnection connection = new HttpConnection(stage.ports().handoff(1))) {
            for (Person person : desk.people()) {
                String token = tokens.of(person);
                new Pages(connection, token, PATH + "?status=active&limit=200").items()
                        .forEach(session -> requests.add(HttpConnection.get(
                                PATH + "/" + session.required("id").asString() + "/similar", token)));
            }
        }
        return new Questions(name(), P99_LIMIT_MILLIS, List.of(new Question("similar", requests)));
    }
}
