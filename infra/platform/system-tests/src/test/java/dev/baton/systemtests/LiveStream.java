package dev.baton.systemtests;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An SSE client that reconnects with its last id, as browsers do, and keeps all that it was told. */
public final class LiveStream implements AutoCloseable {
    private final Supplier<Person> person;
    private final Consumer<Event> listener;
    private final Queue<Event> events = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable InputStream open;
    private volatile @Nullable String lastId;

    private LiveStream(Supplier<Person> person, Consumer<Event> listener) {
        this.person = person;
        this.listener = listener;
        this.thread = Thread.ofVirtual().unstarted(this::read);
    }

    static LiveStream of(Person person) {
        return of(() -> person, event -> {});
    }

    /**
     * Begins to read.
     *
     * @param person asked before each connection
     * @param listener hears of each event, on the thread that reads
     */
    public static LiveStream of(Supplier<Person> person, Consumer<Event> listener) {
        LiveStream stream = new LiveStream(person, listener);
        stream.thread.start();
        return stream;
    }

    public List<Event> events() {
        return List.copyOf(events);
    }

    /** The handoffs that events of this type named, in the order of their arrival. */
    List<String> handoffs(String type) {
        return events.stream()
                .filter(event -> event.type().equals(type))
                .map(event -> event.json().get("data").get("handoff_id").asString())
                .toList();
    }

    /** The sequences of the handoff events, in the order of their arrival, for each connection. */
    List<List<Long>> sequencesByConnection() {
        List<List<Long>> connections = new ArrayList<>();
        for (Event event : events) {
            if (event.type().equals("ready")) {
                connections.add(new ArrayList<>());
            } else if (event.type().startsWith("handoff_")) {
                connections.getLast().add(Long.valueOf(event.json().get("sequence").asString()));
            }
        }
        return connections;
    }

    public boolean isReady() {
        return events.stream().anyMatch(event -> event.type().equals("ready"));
    }

    @Override
    public void close() throws IOException {
        closed = true;
        InputStream body = open;
        if (body != null) {
            body.close();
        }
        thread.interrupt();
    }

    private void read() {
        while (!closed) {
            try {
                connect();
            } catch (IOException | UncheckedIOException | IllegalStateException e) {
                // The gateway is away, or who signs people in; come back.
            } catch (InterruptedException e) {
                return;
            }
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void connect() throws IOException, InterruptedException {
        Person reader = person.get();
        HttpRequest.Builder request = HttpRequest
                .newBuilder(reader.edge().resolve("/api/v1/ai-sessions/escalations/stream"))
                .header("Authorization", "Bearer " + reader.token())
                .header("Accept", "text/event-stream");
        if (lastId != null) {
            request.header("Last-Event-ID", lastId);
        }
        HttpResponse<InputStream> response = Person.HTTP.send(request.build(),
                HttpResponse.BodyHandlers.ofInputStream());
        open = response.body();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            if (response.statusCode() == 200) {
                dispatch(lines);
            }
        }
    }

    private void dispatch(BufferedReader lines) throws IOException {
        String type = "message";
        String data = "";
        String id = null;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                if (id != null) {
                    lastId = id;
                }
                if (!data.isEmpty()) {
                    Event event = new Event(type, data);
                    events.add(event);
                    listener.accept(event);
                }
                type = "message";
                data = "";
                id = null;
            } else if (line.startsWith("event:")) {
                type = line.substring(6).strip();
            } else if (line.startsWith("data:")) {
                data += line.substring(5).strip();
            } else if (line.startsWith("id:")) {
                id = line.substring(3).strip();
            }
        }
    }

    public record Event(String type, String data) {
        public JsonNode json() {
            return Person.JSON.readTree(data);
        }
    }
}
