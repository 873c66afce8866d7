package dev.baton.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventStreamsTest {
    private static final String READY = "HTTP/1.1 200 OK\r\n\r\nevent: ready\ndata: {}\n\n";

    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private final BlockingQueue<Socket> accepted = new LinkedBlockingQueue<>();
    private ServerSocket gateway;

    @BeforeEach
    void open() throws IOException {
        gateway = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        gateway.close();
        for (Socket socket : accepted) {
            socket.close();
        }
    }

    @Test
    void eventsAreToldWithTheNumberOfTheirStream() throws Exception {
        answerEveryone(READY);
        try (EventStreams streams = streams()) {
            streams.open(List.of("first"));
            streams.open(List.of("second"));
            accepted.take();

            say(accepted.take(), "event: handoff_created\ndata: {}\n\n");

            assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("1 {}");
            streams.check();
        }
    }

    @Test
    void aRefusedStreamFailsTheOpening() throws Exception {
        answerEveryone("HTTP/1.1 401 Unauthorized\r\n\r\n");
        try (EventStreams streams = streams()) {
            assertThatThrownBy(() -> streams.open(List.of("forged"))).isInstanceOf(IOException.class)
                    .hasMessageContaining("401");
        }
    }

    @Test
    void aStreamThatIsToldToStartAnewFailsTheRun() throws Exception {
        answerEveryone(READY + "event: resync\ndata: {}\n\n");

        assertFails("was told resync");
    }

    @Test
    void aStreamThatEndsFailsTheRun() throws Exception {
        answerEveryone(READY);
        try (EventStreams streams = streams()) {
            streams.open(List.of("token"));
            accepted.take().close();

            awaitFailure(streams, "ended");
        }
    }

    private void assertFails(String how) throws Exception {
        try (EventStreams streams = streams()) {
            streams.open(List.of("token"));
            awaitFailure(streams, how);
        } catch (IOException e) {
            // It came in one piece with the news that the stream is ready.
            assertThat(e).hasMessageContaining(how);
        }
    }

    private static void awaitFailure(EventStreams streams, String how) throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            try {
                streams.check();
            } catch (IOException e) {
                assertThat(e).hasMessageContaining(how);
                return;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new AssertionError("nothing failed");
    }

    private EventStreams streams() throws IOException {
        return new EventStreams(gateway.getLocalPort(),
                (stream, data, _) -> seen.add(stream + " " + new String(data, StandardCharsets.UTF_8)));
    }

    private void answerEveryone(String answer) {
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    Socket socket = gateway.accept();
                    BufferedReader request = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                    while (!request.readLine().isEmpty()) {
                        // Whatever it asks for.
                    }
                    say(socket, answer);
                    accepted.add(socket);
                }
            } catch (IOException e) {
                // Closed: the test is over.
            }
        });
    }

    private static void say(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
