package dev.baton.launcher.supervision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** The folder with one file for each process that was started and not seen to end. */
public final class RunFolder {
    private static final String SUFFIX = ".json";

    private final JsonMapper json = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();
    private final Path folder;

    public RunFolder(Path folder) {
        this.folder = folder;
    }

    /** Replaces what was written for the same name; a reader sees the old or the new, never a half. */
    public void write(RunRecord run) {
        try {
            Path half = folder.resolve(run.name() + ".half");
            Files.write(half, json.writeValueAsBytes(run));
            Files.move(half, file(run.name()), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All records, in the order of their names. A file that cannot be read names no process and is left out. */
    public List<RunRecord> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<RunRecord> runs = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(SUFFIX)).sorted().toList()) {
                read(file, runs);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return runs;
    }

    public void delete(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(Path file, List<RunRecord> runs) throws IOException {
        try {
            runs.add(json.readValue(Files.readAllBytes(file), RunRecord.class));
        } catch (JacksonException | java.nio.file.NoSuchFileException e) {
            // Gone since it was listed, or of another version of the launcher: nothing to be learnt from it.
        }
    }

    private Path file(String name) {
        return folder.resolve(name + SUFFIX);
    }
}
