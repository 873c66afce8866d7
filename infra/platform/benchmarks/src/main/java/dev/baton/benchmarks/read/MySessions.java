package dev.baton.benchmarks.read;

import dev.baton.benchmarks.Benchmark;
import dev.baton.benchmarks.Report;
import dev.baton.benchmarks.Run;
import dev.baton.benchmarks.load.HttpConnection;
import dev.baton.benchmarks.past.Past;
import dev.baton.benchmarks.platform.Desks;
import dev.baton.benchmarks.platform.Stage;
import dev.baton.benchmarks.platform.Tokens;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How long {@code GET /ai-sessions} takes, one's own among very many. */
public final class MySessions implements Benchmark {
    private static final double P99_LIMIT_MILLIS = 15;
    private static final int PEOPLE_OF_A_DESK = 4;
    private static final int MOST_WHO_ASK = 50;
    private static final int PAGES_TURNED = 5;
    private static final String PATH = "/api/v1/ai-sessions";

    @Override
    public String name() {
        return "sessions";
    }

    @Override
    public Report run(Run run) throws Exception {
        Desks desks = Desks.of(run.pick(200, 4), PEOPLE_OF_A_DESK);
        return Questions.run(run, name(), desks, stage -> {
            int ofEach = run.pick(5_000, 500);
            Past.sessions(stage, desks, ofEach);
            return questions(run, desks, stage).ask(run, stage, run.pick(50, 10),
                    "%,d sessions of %d help desks; of those of a desk, each of its %d people started or claimed 45 %%."
                            .formatted(ofEach * desks.all().size(), desks.all().size(), PEOPLE_OF_A_DESK));
        });
    }

    private Questions questions(Run run, Desks desks, Stage stage) throws IOException {
        Tokens tokens = stage.tokens();
        List<byte[]> first = new ArrayList<>();
        List<byte[]> later = new ArrayList<>();
        List<byte[]> active = new ArrayList<>();
        List<byte[]> common = new ArrayList<>();
        List<byte[]> rare = new ArrayList<>();
        try (HttpConnection connection = new HttpConnection(stage.ports().handoff(1))) {
            for (Desks.Desk desk : desks.all().subList(0, Math.min(MOST_WHO_ASK, desks.all().size()))) {
                String token = tokens.of(desk.junior());
                String cursor = new Pages(connection, token, PATH + "?limit=" + run.pick(200, 20))
                        .cursorAfter(PAGES_TURNED);
                String ticket = new Pages(connection, token, PATH + "?cursor=" + cursor).items()
                        .get(0)
                        .required("psa_ticket_id")
                        .asString();
                first.add(HttpConnection.get(PATH, token));
                later.add(HttpConnection.get(PATH + "?cursor=" + cursor, token));
                active.add(HttpConnection.get(PATH + "?status=active", token));
                common.add(HttpConnection.get(PATH + "?q=printer", token));
                rare.add(HttpConnection.get(PATH + "?q=" + ticket, token));
            }
        }
        return new Questions(name(), P99_LIMIT_MILLIS, List.of(
                new Question("first page", first),
                new Question("a page after the first 1,000", later),
                new Question("active ones", active),
                new Question("a word of many", common),
                new Question("a ticket number", rare)));
    }
}
