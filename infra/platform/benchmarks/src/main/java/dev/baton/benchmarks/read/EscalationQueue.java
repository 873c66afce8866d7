package dev.baton.benchmarks.read;

import dev.baton.benchmarks.Benchmark;
import dev.baton.benchmarks.Report;
import dev.baton.benchmarks.Run;
import dev.baton.benchmarks.handoff.Bodies;
import dev.baton.benchmarks.load.Crew;
import dev.baton.benchmarks.load.HttpConnection;
import dev.baton.benchmarks.past.Past;
import dev.baton.benchmarks.platform.Desks;
import dev.baton.benchmarks.platform.Desks.Desk;
import dev.baton.benchmarks.platform.Stage;
import dev.baton.benchmarks.platform.Tokens;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** How long {@code GET …/escalation-queue} takes while very many wait. */
public final class EscalationQueue implements Benchmark {
    private static final double P99_LIMIT_MILLIS = 15;
    private static final int PEOPLE = 5;
    private static final int CONNECTIONS_OF_PREPARATION = 16;
    private static final String PATH = "/api/v1/ai-sessions/escalation-queue";

    @Override
    public String name() {
        return "queue";
    }

    @Override
    public Report run(Run run) throws Exception {
        Desks desks = Desks.of(1, PEOPLE);
        return Questions.run(run, name(), desks, stage -> {
            int past = run.pick(20_000, 200);
            int open = run.pick(500, 30);
            Past.handoffs(stage, desks, past);
            Desk desk = desks.all().getFirst();
            escalate(open, stage.tokens().of(desk.junior()), stage);
            return questions(run, desk, stage)
                    .ask(run, stage, run.pick(30, 10),
                            "%,d wait, %,d were claimed in the past; nobody asks for their own."
                                    .formatted(open, past));
        });
    }

    /** By the front door: what waits has a context, a deadline and an assessment. */
    private static void escalate(int count, String junior, Stage stage) throws IOException, ExecutionException,
            InterruptedException {
        try (Crew crew = new Crew(CONNECTIONS_OF_PREPARATION, stage.ports().handoff(1))) {
            crew.asFastAsPossible(count, (_, connection) -> Bodies.created(
                    connection.send(Bodies.handoff(junior, Bodies.openSession(connection, junior)))));
        }
    }

    private Questions questions(Run run, Desk desk, Stage stage) throws IOException {
        Tokens tokens = stage.tokens();
        List<String> seniors = desk.people().subList(1, PEOPLE).stream().map(tokens::of).toList();
        String cursor;
        try (HttpConnection connection = new HttpConnection(stage.ports().handoff(1))) {
            cursor = new Pages(connection, seniors.getFirst(), PATH + "?limit=" + run.pick(200, 10)).cursorAfter(1);
        }
        return new Questions(name(), P99_LIMIT_MILLIS, List.of(
                question("all on one page", "?limit=500", seniors),
                question("the first 200", "", seniors),
                question("the next 200", "?cursor=" + cursor, seniors)));
    }

    private static Question question(String name, String query, List<String> seniors) {
        return new Question(name, seniors.stream().map(senior -> HttpConnection.get(PATH + query, senior)).toList());
    }
}
