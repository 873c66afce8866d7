package dev.baton.gateway.edge.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A replica that does what a test says, byte by byte; it can also die at any point of a request. */
final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listening;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Script script;

    @FunctionalInterface
    interface Script {
        /** Answers a request that was read whole; when it returns, the connection ends. */
        void answer(String request, Socket socket) throws Exception;
    }

    private ScriptedServer(Script script) {
        this.script = script;
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    static ScriptedServer start(Script script) {
        return new ScriptedServer(script);
    }

    /** Answers everything with this. */
    static ScriptedServer saying(String text) {
        return start((request, socket) -> send(socket, """
                HTTP/1.1 200 OK\r
                Content-Type: text/plain\r
                Content-Length: %d\r
                \r
                %s""".formatted(text.length(), text)));
    }

    static void send(Socket socket, String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    /** Whole, as they came. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            String request = read(socket.getInputStream());
            requests.add(request);
            script.answer(request, socket);
        } catch (Exception e) {
            // The other side has left; what the test wants to know it asks for.
        }
    }

    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!bytes.toString(StandardCharsets.UTF_8).contains("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            bytes.write(next);
        }
        String head = bytes.toString(StandardCharsets.UTF_8);
        int length = head.lines()
                .filter(line -> line.startsWith("Content-Length: "))
                .map(line -> Integer.parseInt(line.substring("Content-Length: ".length())))
                .findFirst()
                .orElse(0);
        return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
