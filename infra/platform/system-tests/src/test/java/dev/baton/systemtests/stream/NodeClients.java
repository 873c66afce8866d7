package dev.baton.systemtests.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Clients of npm in one process of Node.js, each of them on every way. */
final class NodeClients {
    static final List<String> NAMES = List.of("eventsource", "eventsource-client", "fetch-event-source",
            "launchdarkly-eventsource");

    private static final Path FOLDER = Path.of(System.getProperty("baton.root"),
            "infra/platform/system-tests/clients");
    private static final JsonMapper JSON = JsonMapper.shared();

    private NodeClients() {}

    /** @param ways each with a {@code name}, a {@code url} and a {@code token} */
    static Program start(List<Map<String, String>> ways, Certificate trusted, Journal journal) throws IOException {
        return Program.start(FOLDER, Map.of("NODE_EXTRA_CA_CERTS", trusted.file().toString()),
                List.of("node", "follow.mjs", JSON.writeValueAsString(ways)),
                Files.createTempFile("baton-node-clients", ".log"), line -> {
                    JsonNode heard = JSON.readTree(line);
                    journal.add(heard.get("follower").asString(), heard.get("type").asString(),
                            heard.get("data").asString());
                });
    }
}
