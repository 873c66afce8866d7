package dev.baton.systemtests.stream;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A program that reads and prints, until it is closed. What it says of errors is in {@code errors} of its folder. */
final class Program implements AutoCloseable {
    private final Process process;
    private final Thread reader;

    private Program(Process process, Consumer<String> printed) {
        this.process = process;
        this.reader = Thread.ofVirtual().start(() -> read(printed));
    }

    /** @param printed takes each line, on a thread of its own */
    static Program start(Path folder, Map<String, String> environment, List<String> command, Path errors,
            Consumer<String> printed) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
        builder.environment().putAll(environment);
        return new Program(builder.start(), printed);
    }

    private void read(Consumer<String> printed) {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                printed.accept(line);
            }
        } catch (IOException e) {
            // It was closed; a test that still waits for something fails by that.
        }
    }

    /** Until all that it printed was taken. */
    boolean isRunning() {
        return reader.isAlive();
    }

    @Override
    public void close() {
        // A shell does not pass the signal on to what it runs.
        process.descendants().forEach(ProcessHandle::destroy);
        stop(process);
    }

    /** Asks a process to end, and makes it. */
    static void stop(Process process) {
        process.destroy();
        try {
            if (process.waitFor(5, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
