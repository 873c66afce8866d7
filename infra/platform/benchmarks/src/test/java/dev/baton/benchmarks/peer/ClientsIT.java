package dev.baton.benchmarks.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.benchmarks.peer.Contender.Opening;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program that listens, against a server that cuts what it sends wherever the test wants. */
class ClientsIT {
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
    private static final String READY = "id: c-7\nevent: ready\ndata: {\"resumed\":%s}\n\n\r\n";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final BlockingQueue<Connection> connections = new LinkedBlockingQueue<>();
    private Path program;
    private ServerSocket server;
    private volatile String answer = HEAD + "5e\r\n" + READY.formatted(false);

    private record Connection(Socket socket, String request) {
        void send(String bytes) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(bytes.getBytes(StandardCharsets.US_ASCII));
        }
    }

    @BeforeEach
    void serve(@TempDir Path folder) throws Exception {
        program = Tools.compile("clients", folder);
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::acceptAll);
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(),
                        StandardCharsets.US_ASCII));
                StringBuilder request = new StringBuilder();
                for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                    request.append(line).append('\n');
                }
                Connection connection = new Connection(socket, request.toString());
                connection.send(answer);
                connections.add(connection);
            }
        } catch (IOException closed) {
            // That is how it ends.
        }
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void aFrameIsCountedOnceWhereverTheNetworkCutsIt() throws Exception {
        String frame = "id: 1\ndata: {\"reason\":\"@" + System.nanoTime() + "@\"}\n\n";
        try (Clients clients = Clients.open(program, new Served(), 1, 1)) {
            Connection connection = connections.take();
            for (int cut = 1; cut < frame.length(); cut++) {
                connection.send(frame.substring(0, cut));
                // Whatever has come is read before the rest is sent.
                clients.awaitAtMost(Long.MAX_VALUE, Duration.ofMillis(2));
                connection.send(frame.substring(cut));
                clients.awaitAtMost(Long.MAX_VALUE, Duration.ofMillis(2));
            }

            assertThat(clients.await(frame.length() - 1, PATIENCE).count()).isEqualTo(frame.length() - 1);
        }
    }

    @Test
    void aFrameThatIsMissingOrTooManyIsSeen() throws Exception {
        try (Clients clients = Clients.open(program, new Served(), 2, 2)) {
            connections.take().send("data: @" + System.nanoTime() + "@\n\n");

            assertThatThrownBy(() -> clients.await(2, SHORT)).hasMessageContaining("1 frames of served came where 2");
            assertThatThrownBy(() -> clients.await(0, SHORT)).hasMessageContaining("1 frames of served came where 0");
        }
    }

    @Test
    void agesAreThoseOfTheTimesInTheFrames() throws Exception {
        try (Clients clients = Clients.open(program, new Served(), 1, 1)) {
            Connection connection = connections.take();
            clients.reset();
            connection.send("data: @" + (System.nanoTime() - Duration.ofMillis(700).toNanos()) + "@\n\n");

            assertThat(clients.await(1, PATIENCE).p99Millis()).isBetween(690.0, 5000.0);
        }
    }

    @Test
    void whatIsRefusedOrToldToComeBackLaterIsNotOpen() {
        answer = "HTTP/1.1 401 Unauthorized\r\n\r\n" + READY.formatted(false);
        assertThatThrownBy(() -> Clients.open(program, new Served(), 1, 1)).hasMessageContaining("1 were refused");

        answer = HEAD + "event: busy\ndata: {}\n\n\r\n";
        assertThatThrownBy(() -> Clients.open(program, new Served(), 1, 1)).hasMessageContaining("1 were refused");
    }

    @Test
    void whoComesBackSendsTheCursorThatTheyBeganWith() throws Exception {
        try (Clients clients = Clients.open(program, new Served(), 1, 1)) {
            assertThat(connections.take().request()).doesNotContain("Last-Event-ID");
            answer = HEAD + READY.formatted(true);

            Clients.Opened again = clients.reopen();

            assertThat(again.open()).isOne();
            assertThat(again.resumed()).isOne();
            assertThat(connections.take().request()).contains("Last-Event-ID: c-7\n");
        }
    }

    @Test
    void aStreamThatEndsIsSeen() throws Exception {
        try (Clients clients = Clients.open(program, new Served(), 1, 1)) {
            connections.take().socket().close();

            assertThatThrownBy(() -> clients.await(1, PATIENCE)).hasMessageContaining("1 streams have ended");
        }
    }

    /** What the clients need to know of the server. */
    private final class Served implements Contender {
        @Override
        public String name() {
            return "served";
        }

        @Override
        public int port() {
            return server.getLocalPort();
        }

        @Override
        public ProcessHandle process() {
            return ProcessHandle.current();
        }

        @Override
        public String request(int stream) {
            return "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
        }

        @Override
        public Opening opening() {
            return new Opening("}\n\n\r\n", "\nevent: ready\n");
        }

        @Override
        public void publish(int account, long nanos) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            // The test closes it.
        }
    }
}
