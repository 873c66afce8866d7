package dev.baton.systemtests.stream;

import dev.baton.systemtests.Person;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One connection to the stream, with all that came, when it came, and how it ended. It does not come back. */
final class RecordedStream implements AutoCloseable {
    /** Of the response's body: with its last chunk or frame, or without. */
    enum End {
        ORDERLY,
        BROKEN
    }

    /** An event. Fields that it does not have are missing. */
    record Event(Map<String, String> fields, Instant arrival) {
        String type() {
            return fields.getOrDefault("event", "message");
        }

        String data() {
            return fields.getOrDefault("data", "");
        }

        boolean isOf(String handoff) {
            return type().equals("handoff_created") && data().contains(handoff);
        }
    }

    private final HttpResponse<InputStream> response;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger comments = new AtomicInteger();
    private volatile @Nullable End end;

    private RecordedStream(HttpResponse<InputStream> response) {
        this.response = response;
        Thread.ofVirtual().start(this::read);
    }

    static RecordedStream open(Way way, Person person) {
        return open(way, person, Optional.empty());
    }

    static RecordedStream open(Way way, Person person, Optional<String> lastEventId) {
        HttpRequest.Builder request = way.request(Way.STREAM, person)
                .header("Accept", "text/event-stream")
                .timeout(Duration.ofSeconds(20));
        lastEventId.ifPresent(id -> request.header("Last-Event-ID", id));
        try {
            return new RecordedStream(way.client().send(request.build(), BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<InputStream> response() {
        return response;
    }

    List<Event> events() {
        return List.copyOf(events);
    }

    Optional<Event> first(String type) {
        return events.stream().filter(event -> event.type().equals(type)).findFirst();
    }

    Optional<Event> created(String handoff) {
        return events.stream().filter(event -> event.isOf(handoff)).findFirst();
    }

    boolean isReady() {
        return first("ready").isPresent();
    }

    /** Lines that are no event: heartbeats. */
    int comments() {
        return comments.get();
    }

    Optional<End> end() {
        return Optional.ofNullable(end);
    }

    @Override
    public void close() throws IOException {
        response.body().close();
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            Map<String, String> fields = new HashMap<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                take(line, fields);
            }
            end = End.ORDERLY;
        } catch (IOException e) {
            end = End.BROKEN;
        }
    }

    private void take(String line, Map<String, String> fields) {
        if (line.startsWith(":")) {
            comments.incrementAndGet();
        } else if (!line.isEmpty()) {
            String[] field = line.split(": ?", 2);
            fields.put(field[0], field[1]);
        } else if (!fields.isEmpty()) {
            events.add(new Event(Map.copyOf(fields), Instant.now()));
            fields.clear();
        }
    }
}
