package dev.baton.launcher.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A session that is played step by step; the format is described beside the files, in {@code resources/demo/README.md}.
 *
 * @param author the part of the junior's address before the at sign
 */
record LiveScript(String key, String problemSummary, String domain, @Nullable String psaTicketId, String author,
        List<Step> steps, Handoff handoff) {

    /**
     * What the junior did.
     *
     * @param after since the start of the session
     */
    record Step(Duration after, String kind, String text, @Nullable String command, @Nullable String outcome) {}

    /**
     * How the script ends.
     *
     * @param after since the start of the session
     */
    record Handoff(Duration after, String intent, String reason, String notes, String priority) {}

    LiveScript {
        steps = List.copyOf(steps);
    }

    /** The names that can be played, in alphabetical order. */
    static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .map(name -> name.substring(0, name.length() - ".yaml".length()))
                    .sorted()
                    .toList();
        }
    }

    static LiveScript read(Path folder, String name) throws IOException {
        YAMLMapper yaml = YAMLMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
        return yaml
                .readValue(Files.readAllBytes(folder.resolve(name + ".yaml")), new TypeReference<List<LiveScript>>() {
                })
                .getFirst();
    }
}
