package dev.baton.benchmarks.peer;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Many streams of one contender in a process of their own, so that what reading costs is told apart. */
final class Clients implements AutoCloseable {
    private static final double MICROS_OF_A_MILLISECOND = 1e3;

    private final String server;
    private final Process process;
    private final BufferedReader answers;
    private final OutputStream commands;
    private final Opened opened;

    /** What became of all streams. */
    record Opened(int open, int refused, int resumed, Duration time) {
        private static Opened of(long... numbers) {
            return new Opened((int) numbers[0], (int) numbers[1], (int) numbers[2], Duration.ofMillis(numbers[3]));
        }
    }

    /**
     * What came since counting began.
     *
     * @param p50Millis of the ages at arrival
     * @param processor taken by the clients
     * @param ended streams
     */
    record Frames(long count, double p50Millis, double p99Millis, Duration processor, int ended) {
        private static Frames of(long... numbers) {
            return new Frames(numbers[0], numbers[1] / MICROS_OF_A_MILLISECOND, numbers[2] / MICROS_OF_A_MILLISECOND,
                    Duration.ofNanos(numbers[4] * 1000), (int) numbers[5]);
        }
    }

    /**
     * Opens streams and waits for them, some at a time.
     *
     * @param program the compiled {@code clients.c}
     */
    static Clients open(Path program, Contender server, int streams, int atATime) throws IOException {
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < streams; i++) {
            requests.append(server.request(i)).append('\0');
        }
        Path file = Files.writeString(program.resolveSibling(server.name() + ".requests"), requests);
        Clients clients = new Clients(program, file, server, atATime);
        if (clients.opened.open() != streams) {
            clients.close();
            throw new IOException(clients.opened.open() + " of " + streams + " streams of " + server.name()
                    + " are open, " + clients.opened.refused() + " were refused");
        }
        return clients;
    }

    /**
     * Warms a server up as everyday use does: few streams at a time are opened and closed, so that classes are loaded and
     * compiled, and nothing that is there for streams has been made for many.
     */
    static void comeAndGo(Path program, Contender server, int times, int streams) throws IOException {
        for (int i = 0; i < times; i++) {
            open(program, server, streams, streams).close();
        }
    }

    private Clients(Path program, Path requests, Contender server, int atATime) throws IOException {
        this.server = server.name();
        this.process = new ProcessBuilder(List.of(program.toString(), Integer.toString(server.port()),
                requests.toString(), server.opening().end(), server.opening().word(), Integer.toString(atATime)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        this.answers = process.inputReader(StandardCharsets.US_ASCII);
        this.commands = process.getOutputStream();
        this.opened = Opened.of(answer("open"));
    }

    void reset() throws IOException {
        command("reset");
        answer("frames");
    }

    /**
     * Waits for frames.
     *
     * @throws IOException when others came than those, or a stream has ended
     */
    Frames await(long frames, Duration patience) throws IOException {
        Frames came = awaitAtMost(frames, patience);
        if (came.count() != frames || came.ended() > 0) {
            throw new IOException(came.count() + " frames of " + server + " came where " + frames + " were expected; "
                    + came.ended() + " streams have ended");
        }
        return came;
    }

    /** The same where it may be fewer. */
    Frames awaitAtMost(long frames, Duration patience) throws IOException {
        command("wait " + frames + " " + patience.toMillis());
        return Frames.of(answer("frames"));
    }

    /** Resets all connections and opens them again at once, with the cursors that they began with. */
    Opened reopen() throws IOException {
        command("reopen");
        return Opened.of(answer("open"));
    }

    private void command(String line) throws IOException {
        commands.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        commands.flush();
    }

    private long[] answer(String kind) throws IOException {
        String line = answers.readLine();
        if (line == null || !line.startsWith(kind + " ")) {
            throw new EOFException("the clients of " + server + " said " + line);
        }
        return Arrays.stream(line.substring(kind.length() + 1).split(" ")).mapToLong(Long::parseLong).toArray();
    }

    @Override
    public void close() throws IOException {
        commands.close();
        process.onExit().join();
    }
}
