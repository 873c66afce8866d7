package dev.baton.benchmarks.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The files of the peers as programs and settings of this machine. */
final class Tools {
    // What a process has open beside its streams.
    private static final int OTHER_FILES = 1000;

    private Tools() {}

    /** A file of the benchmarks, copied to the folder. */
    static Path copy(String name, Path folder) throws IOException {
        return copy(name, folder, Map.of());
    }

    /** The same with words in it replaced. */
    static Path copy(String name, Path folder, Map<String, String> words) throws IOException {
        try (InputStream in = Objects.requireNonNull(Tools.class.getResourceAsStream("/peers/" + name))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (Map.Entry<String, String> word : words.entrySet()) {
                text = text.replace(word.getKey(), word.getValue());
            }
            return Files.writeString(folder.resolve(name), text);
        }
    }

    /**
     * A program of one source file in C, compiled into the folder.
     *
     * @throws IOException when there is no gcc, or it finds fault
     */
    static Path compile(String name, Path folder) throws IOException, InterruptedException {
        Path program = folder.resolve(name);
        Path source = copy(name + ".c", folder);
        run(List.of("gcc", "-O2", "-o", program.toString(), source.toString()),
                "The limit and the clients are written in C: gcc is needed (Debian: apt-get install gcc libc6-dev).");
        return program;
    }

    /**
     * What a short command prints.
     *
     * @param need what to tell whoever has not got it
     */
    static String run(List<String> command, String need) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new IOException(need, e);
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command.getFirst() + ": " + output);
        }
        return output;
    }

    /**
     * Looks whether a process may have so many streams open.
     *
     * @throws IllegalStateException when it may not
     */
    static void needFilesFor(int streams) {
        int needed = streams + OTHER_FILES;
        long most = openFiles();
        if (most < needed) {
            throw new IllegalStateException(needed + " open files for each process are needed and " + most
                    + " are allowed; raise the hard limit (ulimit -Hn) first");
        }
    }

    /** The most that a process may have open; servers and clients go up to it by themselves. */
    static long openFiles() {
        try {
            return Files.readAllLines(Path.of("/proc/self/limits"))
                    .stream()
                    .filter(line -> line.startsWith("Max open files"))
                    .map(line -> line.split(" {2,}", -1)[2])
                    .mapToLong(text -> text.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(text))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
