package dev.baton.systemtests.faults;

import dev.baton.systemtests.Baton;
import dev.baton.systemtests.LiveStream;
import dev.baton.systemtests.LiveStream.Event;
import dev.baton.systemtests.Person.Answer;
import dev.baton.systemtests.faults.Crowd.Account;
import dev.baton.systemtests.faults.Evidence.StreamEntry;
import dev.baton.systemtests.faults.Evidence.StreamLog;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** A browser's page for each account: it follows the stream, and reads the queue whenever the stream tells it to. */
final class Pages implements AutoCloseable {
    private final List<Page> pages = new ArrayList<>();

    private record Page(Account account, LiveStream stream, Set<UUID> queued) {}

    Pages(Baton baton, Crowd crowd) {
        for (Account account : crowd.accounts()) {
            Technician watcher = new Technician(baton, account.member("senior").email(), pages.size());
            Technician reader = new Technician(baton, account.member("senior").email(), pages.size());
            Set<UUID> queued = ConcurrentHashMap.newKeySet();
            pages.add(new Page(account, LiveStream.of(() -> {
                watcher.changeEdge();
                return watcher.person();
            }, event -> {
                if (event.type().equals("resync")) {
                    Thread.ofVirtual().start(() -> readQueue(reader, queued));
                }
            }), queued));
        }
    }

    void awaitReady() {
        pages.forEach(page -> Awaitility.await().atMost(Duration.ofSeconds(60)).until(page.stream()::isReady));
    }

    private static void readQueue(Technician reader, Set<UUID> queued) {
        try {
            String cursor = "";
            do {
                Optional<Answer> answer = reader.get("/ai-sessions/escalation-queue?limit=500" + cursor);
                if (answer.isEmpty()) {
                    return;
                }
                JsonNode queue = answer.get().json();
                queue.get("items").forEach(card -> queued.add(UUID.fromString(card.get("id").asString())));
                cursor = queue.get("next_cursor").isNull() ? "" : "&cursor=" + queue.get("next_cursor").asString();
            } while (!cursor.isEmpty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    List<StreamLog> logs() {
        return pages.stream()
                .map(page -> new StreamLog(page.account().id(),
                        page.stream().events().stream().map(Pages::entry).toList(), Set.copyOf(page.queued())))
                .toList();
    }

    private static StreamEntry entry(Event event) {
        Set<String> canaries = Evidence.canaries(event.data());
        return switch (event.type()) {
            case "ready" -> new StreamEntry("ready", 0, "", canaries);
            case "resync" -> new StreamEntry("resync", 0, event.json().get("reason").asString(), canaries);
            default -> event.type().startsWith("handoff_")
                    ? new StreamEntry("event", Long.parseLong(event.json().get("sequence").asString()), "", canaries)
                    : new StreamEntry("other", 0, "", canaries);
        };
    }

    @Override
    public void close() throws IOException {
        for (Page page : pages) {
            page.stream().close();
        }
    }
}
