package dev.baton.handoff.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads the demo data; its format is described beside it. */
final class DemoFiles {
    private final YAMLMapper yaml = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();
    private final Path folder;

    DemoFiles(Path folder) {
        this.folder = folder;
    }

    List<DemoAccount> accounts() throws IOException {
        return yaml.readValue(Files.readString(folder.resolve("accounts.yaml")), new TypeReference<>() {
        });
    }

    List<DemoSession> sessions(String account) throws IOException {
        List<DemoSession> sessions = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.resolve("sessions").resolve(account))) {
            for (Path file : files.sorted().toList()) {
                sessions.addAll(yaml.readValue(Files.readString(file), new TypeReference<List<DemoSession>>() {
                }));
            }
        }
        return sessions;
    }
}
