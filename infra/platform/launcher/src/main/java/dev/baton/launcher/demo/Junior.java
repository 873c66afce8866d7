package dev.baton.launcher.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Works on a problem step by step, does not solve it, and hands it off. */
public final class Junior {
    private static final String PASSWORD = "baton-demo";

    private final URI base;
    private final Consumer<String> out;
    private final Pace pace;

    /** Waits between two steps. */
    @FunctionalInterface
    public interface Pace {
        void keep(Duration time) throws InterruptedException;
    }

    /**
     * Signs in to one platform.
     *
     * @param out is told each step as a line
     */
    public Junior(URI base, Consumer<String> out, Pace pace) {
        this.base = base;
        this.out = out;
        this.pace = pace;
    }

    /** The scripts that can be played. */
    public static List<String> scripts(Path demoData) throws IOException {
        return LiveScript.names(demoData.resolve("live"));
    }

    /**
     * Plays a script to its end.
     *
     * @throws IOException when the platform cannot be reached or refuses
     */
    public void play(Path demoData, String name, String account) throws IOException, InterruptedException {
        LiveScript script = LiveScript.read(demoData.resolve("live"), name);
        BatonApi api = new BatonApi(base);
        String email = script.author() + "@" + account + ".example";
        api.signIn(email, PASSWORD);
        out.accept(email + " works on: " + script.problemSummary());
        JsonNode session = api.post("/api/v1/ai-sessions", members("problem_summary", script.problemSummary(), "domain",
                script.domain(), "psa_ticket_id", script.psaTicketId()));
        String path = "/api/v1/ai-sessions/" + session.required("id").asString();
        Duration now = Duration.ZERO;
        for (LiveScript.Step step : script.steps()) {
            pace.keep(step.after().minus(now));
            now = step.after();
            out.accept("  %-12s %s".formatted(step.kind(), step.text()));
            api.post(path + "/steps", members("kind", step.kind(), "text", step.text(), "command", step.command(),
                    "outcome", step.outcome()));
        }
        pace.keep(script.handoff().after().minus(now));
        escalate(api, path, script.handoff());
        out.accept("Pick it up as senior@" + account + ".example: " + base.resolve("/pilot/"
                + session.required("id").asString() + "?pickup=true"));
    }

    private void escalate(BatonApi api, String path, LiveScript.Handoff handoff)
            throws IOException, InterruptedException {
        out.accept("  escalates    " + handoff.reason());
        api.post(path + "/escalate",
                members("reason", handoff.reason(), "notes", handoff.notes(), "priority", handoff.priority()));
    }

    private static Map<String, @Nullable Object> members(@Nullable String... namesAndValues) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return members;
    }
}
