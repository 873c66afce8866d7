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
 * Shows what was caught: {@code GET /} as a page, or the mails as JSON to who asks for {@code application/json}; {@code GET
 * /hooks} the chat messages as JSON; {@code DELETE /} forgets all; {@code POST /hooks/…} is a {@link HookDoor}; {@code GET
 * /health} answers 200.
 */
final class HttpDoor {
    private static final int MAX_SHOWN = 500;
    private static final int NO_BODY = -1;

    private final Catch<CaughtMail> mails;
    private final Catch<CaughtPost> posts;
    private final HookDoor hooks;
    private final HttpServer server;
    private final MailPage page = new MailPage();
    private final JsonMapper json = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    HttpDoor(Catch<CaughtMail> mails, Catch<CaughtPost> posts, HookDoor hooks, int port) throws IOException {
        this.mails = mails;
        this.posts = posts;
        this.hooks = hooks;
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
            switch (exchange.getRequestURI().getPath()) {
                case "/health" -> exchange.sendResponseHeaders(200, NO_BODY);
                case "/" -> answerRoot(exchange);
                case "/hooks" -> sendJson(exchange, posts.newest(MAX_SHOWN));
                case String path when path.startsWith("/hooks/") && exchange.getRequestMethod().equals("POST") ->
                    hooks.take(exchange);
                default -> exchange.sendResponseHeaders(404, NO_BODY);
            }
        }
    }

    private void answerRoot(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestMethod()) {
            case "GET" -> show(exchange);
            case "DELETE" -> {
                mails.clear();
                posts.clear();
                exchange.sendResponseHeaders(204, NO_BODY);
            }
            default -> {
                exchange.getResponseHeaders().set("Allow", "GET, DELETE");
                exchange.sendResponseHeaders(405, NO_BODY);
            }
        }
    }

    private void show(HttpExchange exchange) throws IOException {
        boolean asJson = exchange.getRequestHeaders()
                .getOrDefault("Accept", List.of())
                .stream()
                .anyMatch(accept -> accept.contains("application/json"));
        List<CaughtMail> newest = mails.newest(MAX_SHOWN);
        exchange.getResponseHeaders().set("Vary", "Accept");
        if (asJson) {
            sendJson(exchange, newest);
        } else {
            String html = page.render(newest, posts.newest(MAX_SHOWN));
            send(exchange, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void sendJson(HttpExchange exchange, List<? extends Caught> newest) throws IOException {
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("items", new ArrayList<>(newest));
        list.put("next_cursor", null);
        send(exchange, "application/json", json.writeValueAsBytes(list));
    }

    private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
