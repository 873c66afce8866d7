package dev.baton.systemtests.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The processes of a run, from what the launcher writes down about each. */
final class Processes {
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private final Path folder;

    Processes(Path data) {
        this.folder = data.resolve("run");
    }

    /**
     * A process by the name that {@code infra/status} shows.
     *
     * @param ready whether it answered its readiness probe since it was started
     */
    record Running(String name, long pid, Instant startedAt, boolean ready) {
        /** The process, unless it is gone and its number is another's. */
        Optional<ProcessHandle> handle() {
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::startedWhenThisDid);
        }

        private boolean startedWhenThisDid(ProcessHandle process) {
            return process.info()
                    .startInstant()
                    .map(start -> Duration.between(start, startedAt).abs().compareTo(TOLERANCE) <= 0)
                    .orElse(false);
        }
    }

    List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList();
        }
    }

    /** Empty while the launcher has none under this name. */
    Optional<Running> find(String name) throws IOException {
        try {
            JsonNode run = JsonMapper.shared().readTree(Files.readAllBytes(folder.resolve(name + ".json")));
            JsonNode ready = run.get("ready_at");
            return Optional.of(new Running(name, run.at("/process/pid").asLong(),
                    Instant.parse(run.at("/process/started_at").asString()), ready != null && !ready.isNull()));
        } catch (NoSuchFileException | JacksonException e) {
            return Optional.empty();
        }
    }

    boolean isReady(String name) throws IOException {
        return find(name).filter(Running::ready).flatMap(Running::handle).isPresent();
    }

    /** A JVM answers SIGQUIT with what its threads do, in its log. */
    void askForThreads(String name) {
        try {
            Optional<ProcessHandle> process = find(name).flatMap(Running::handle);
            if (process.isPresent()) {
                signal("QUIT", List.of(process.get()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends a signal as {@code kill} does. */
    static void signal(String signal, List<ProcessHandle> processes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
