package dev.baton.gateway;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * A client on a plain socket: it sees every byte, can stop reading, and tells how a stream ended. It takes chunks and
 * server-sent events apart itself, so that it does not share a mistake with a library.
 */
public final class StreamClient implements AutoCloseable {
    public static final String PATH = "/api/v1/ai-sessions/escalations/stream";
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Socket socket;
    private final List<SseEvent> events = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private String pending = "";
    private final ReentrantLock reading = new ReentrantLock();
    private volatile int status;
    private volatile String head = "";
    private volatile End end = End.OPEN;

    public enum End {
        OPEN,
        COMPLETE,
        CUT
    }

    /** @param fields by name; several lines of one field are joined */
    public record SseEvent(Map<String, String> fields) {
        public String type() {
            return fields.getOrDefault("event", "");
        }

        public String id() {
            return fields.getOrDefault("id", "");
        }

        public String data() {
            return fields.getOrDefault("data", "");
        }
    }

    private StreamClient(Socket socket) {
        this.socket = socket;
    }

    public static StreamClient open(int port, String token, String... lines) {
        return send(port, "GET " + PATH + " HTTP/1.1", withToken(token, lines));
    }

    public static StreamClient resume(int port, String token, String lastEventId) {
        return open(port, token, "Last-Event-ID: " + lastEventId);
    }

    private static String[] withToken(String token, String... lines) {
        List<String> all = new ArrayList<>(List.of(lines));
        all.add("Authorization: Bearer " + token);
        return all.toArray(String[]::new);
    }

    public static StreamClient send(int port, String requestLine, String... lines) {
        StreamClient client = unread(port, 64 * 1024, requestLine, lines);
        client.read();
        return client;
    }

    /** One that takes nothing until {@link #read}. */
    public static StreamClient unread(int port, int receiveBuffer, String requestLine, String... lines) {
        try {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(receiveBuffer);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            StringBuilder request = new StringBuilder(requestLine).append("\r\nHost: localhost\r\n");
            List.of(lines).forEach(line -> request.append(line).append("\r\n"));
            socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            return new StreamClient(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void read() {
        Thread.ofVirtual().start(() -> {
            try {
                readResponse(new BufferedInputStream(socket.getInputStream()));
            } catch (IOException e) {
                end = End.CUT;
            }
        });
    }

    /** It takes nothing more until {@link #goOn}, which the same thread calls. */
    public void pause() {
        reading.lock();
    }

    public void goOn() {
        reading.unlock();
    }

    private void readResponse(InputStream in) throws IOException {
        StringBuilder lines = new StringBuilder();
        String line = line(in);
        status = Integer.parseInt(line.split(" ")[1]);
        for (; !line.isEmpty(); line = line(in)) {
            lines.append(line).append('\n');
        }
        head = lines.toString();
        if (header("transfer-encoding").isPresent()) {
            readChunks(in);
        } else {
            int length = Integer.parseInt(header("content-length").orElse("0"));
            byte[] whole = in.readNBytes(length);
            take(whole);
            end = whole.length == length ? End.COMPLETE : End.CUT;
        }
    }

    private void readChunks(InputStream in) throws IOException {
        while (true) {
            // Taken by one who lets it wait.
            reading.lock();
            reading.unlock();
            int size = Integer.parseInt(line(in), 16);
            byte[] chunk = in.readNBytes(size);
            if (chunk.length < size || !line(in).isEmpty()) {
                throw new IOException("a broken chunk");
            }
            if (size == 0) {
                end = End.COMPLETE;
                return;
            }
            take(chunk);
        }
    }

    private synchronized void take(byte[] bytes) {
        body.writeBytes(bytes);
        pending += new String(bytes, StandardCharsets.UTF_8);
        for (int end = pending.indexOf("\n\n"); end >= 0; end = pending.indexOf("\n\n")) {
            events.add(event(pending.substring(0, end)));
            pending = pending.substring(end + 2);
        }
    }

    private static SseEvent event(String block) {
        return new SseEvent(block.lines()
                .filter(line -> !line.startsWith(":"))
                .map(line -> line.split(": ", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (a, b) -> a + "\n" + b)));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("ended within a line");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    public int status() {
        Awaitility.await().atMost(PATIENCE).until(() -> !head.isEmpty() || end != End.OPEN);
        return status;
    }

    public Optional<String> header(String name) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    public synchronized String body() {
        return body.toString(StandardCharsets.UTF_8);
    }

    public List<SseEvent> events() {
        return List.copyOf(events);
    }

    /** The data of the account's events, without the stream's own. */
    public List<SseEvent> handoffs() {
        return events.stream().filter(event -> event.type().startsWith("handoff_")).toList();
    }

    public SseEvent await(String type) {
        Awaitility.await()
                .alias(type)
                .atMost(PATIENCE)
                .until(() -> events.stream().anyMatch(event -> event.type().equals(type)));
        return events.stream().filter(event -> event.type().equals(type)).findFirst().orElseThrow();
    }

    public StreamClient awaitHandoffs(int count) {
        Awaitility.await().alias(count + " events").atMost(PATIENCE).until(() -> handoffs().size() >= count);
        return this;
    }

    public End awaitEnd() {
        Awaitility.await().alias("end").atMost(PATIENCE).until(() -> end != End.OPEN);
        return end;
    }

    public boolean isOpen() {
        return end == End.OPEN;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
