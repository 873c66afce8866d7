package dev.baton.benchmarks.peer;

import dev.baton.benchmarks.load.HttpConnection;
import dev.baton.benchmarks.platform.Desks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server that is published to over HTTP: {@code GET /sub/N} listens to account N, {@code POST /pub/N} sends to it. */
final class HttpPeer implements Contender {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long LOOK_MILLIS = 50;
    private static final int OK_UNTIL = 300;

    private final String name;
    private final int port;
    private final int accounts;
    private final Events events;
    private final Process process;
    private final Thread atExit;
    private @Nullable HttpConnection publisher;

    private HttpPeer(String name, int port, Desks desks, Process process) {
        this.name = name;
        this.port = port;
        this.accounts = desks.all().size();
        this.events = new Events(desks);
        this.process = process;
        this.atExit = new Thread(process::destroy, "stop " + name);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Starts it, and returns when it takes connections. */
    static HttpPeer start(String name, int port, Desks desks, Path folder, List<String> command) throws IOException,
            InterruptedException {
        Path log = folder.resolve(name + ".log");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            awaitPort(name, port, process);
            return new HttpPeer(name, port, desks, process);
        } catch (IOException | InterruptedException e) {
            process.destroy();
            throw e;
        }
    }

    private static void awaitPort(String name, int port, Process process) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IOException(name + " ended with " + process.exitValue());
            }
            try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException notYet) {
                // The next look may find it.
            }
        }
        throw new IOException(name + " took no connection within " + PATIENCE);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public ProcessHandle process() {
        return process.toHandle();
    }

    @Override
    public String request(int stream) {
        return "GET /sub/" + stream % accounts + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n";
    }

    @Override
    public Opening opening() {
        return new Opening("\r\n\r\n", "200");
    }

    @Override
    public void publish(int account, long nanos) throws IOException {
        HttpConnection connection = publisher;
        if (connection == null) {
            // Not before there is something to send: servers end connections on which no request begins.
            connection = new HttpConnection(port);
            publisher = connection;
        }
        String body = new String(events.next(account, nanos).body(), StandardCharsets.UTF_8);
        int status = connection.send(HttpConnection.post("/pub/" + account, "none", body)).status();
        if (status >= OK_UNTIL) {
            throw new IOException(name + " refused an event: " + status);
        }
    }

    @Override
    public void close() throws IOException {
        HttpConnection connection = publisher;
        if (connection != null) {
            connection.close();
        }
        process.destroy();
        process.onExit().join();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
