package dev.baton.launcher.mail;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Shows the caught mails: {@code GET /} as a page, or as JSON to who asks for {@code application/json};
 * {@code DELETE /} forgets them; {@code GET /health} answers 200.
 */
final class HttpDoor {
    private static final int MAX_MAILS = 500;
    private static final int NO_BODY = -1;

    private final CaughtMails mails;
    private final HttpServer server;
    private final MailPage page = new MailPage();
    private final JsonMapper json = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    HttpDoor(CaughtMails mails, int port) throws IOException {
        this.mails = mails;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
    }

    void open() {
        server.start();
    }

    void close() {
        server.stop(0);
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/health")) {
                exchange.sendResponseHeaders(200, NO_BODY);
            } else if (!path.equals("/")) {
                exchange.sendResponseHeaders(404, NO_BODY);
            } else {
                switch (exchange.getRequestMethod()) {
                    case "GET" -> show(exchange);
                    case "DELETE" -> {
                        mails.clear();
                        exchange.sendResponseHeaders(204, NO_BODY);
                    }
                    default -> {
                        exchange.getResponseHeaders().set("Allow", "GET, DELETE");
                        exchange.sendResponseHeaders(405, NO_BODY);
                    }
                }
            }
        }
    }

    private void show(HttpExchange exchange) throws IOException {
        boolean asJson = exchange.getRequestHeaders()
                .getOrDefault("Accept", List.of())
                .stream()
                .anyMatch(accept -> accept.contains("application/json"));
        List<CaughtMail> newest = mails.newest(MAX_MAILS);
        exchange.getResponseHeaders().set("Vary", "Accept");
        if (asJson) {
            Map<String, Object> list = new LinkedHashMap<>();
            list.put("items", new ArrayList<>(newest));
            list.put("next_cursor", null);
            send(exchange, "application/json", json.writeValueAsBytes(list));
        } else {
            send(exchange, "text/html; charset=utf-8", page.render(newest).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
