package dev.baton.launcher.mail;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes chat messages as the services do: {@code POST /hooks/slack/…} answers 200 and {@code ok}, {@code POST
 * /hooks/teams/…} answers 202. A message is accepted after it is on disk, never before.
 */
final class HookDoor {
    private static final int MAX_BYTES = 65_536;
    private static final int NO_BODY = -1;

    private final Catch<CaughtPost> posts;
    private final Clock clock;
    private final AtomicLong arrivals = new AtomicLong();

    HookDoor(Catch<CaughtPost> posts, Clock clock) {
        this.posts = posts;
        this.clock = clock;
    }

    void take(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String kind = path.startsWith("/hooks/slack/") ? "slack" : path.startsWith("/hooks/teams/") ? "teams" : "";
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BYTES + 1);
        if (kind.isEmpty()) {
            exchange.sendResponseHeaders(404, NO_BODY);
        } else if (body.length > MAX_BYTES) {
            exchange.sendResponseHeaders(413, NO_BODY);
        } else {
            Instant now = clock.instant();
            String id = "%013d-%09d".formatted(now.toEpochMilli(), arrivals.incrementAndGet());
            posts.keep(new CaughtPost(id, kind, path, new String(body, StandardCharsets.UTF_8), now));
            accept(exchange, kind);
        }
    }

    private static void accept(HttpExchange exchange, String kind) throws IOException {
        if (kind.equals("teams")) {
            exchange.sendResponseHeaders(202, NO_BODY);
            return;
        }
        byte[] ok = "ok".getBytes(StandardCharsets.US_ASCII);
        exchange.sendResponseHeaders(200, ok.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(ok);
        }
    }
}
