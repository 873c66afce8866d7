package dev.baton.handoff.testing;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A provider of models on this machine, in the wire format of Anthropic's Messages ({@code /v1/messages}) and of
 * OpenAI's Chat Completions ({@code /chat/completions}). It gives the replies that it was told, in order, and the last
 * one ever after.
 */
public final class ModelServer implements AutoCloseable {
    public static final int INPUT_TOKENS = 1200;
    public static final int OUTPUT_TOKENS = 340;

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    public ModelServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Forgets everything and replies these. */
    public void reply(Reply... next) {
        requests.clear();
        replies.clear();
        replies.addAll(List.of(next));
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(new Request(path, exchange.getRequestHeaders(), JSON.readTree(exchange.getRequestBody())));
        Reply reply = replies.size() > 1 ? replies.remove() : replies.element();
        try (exchange) {
            if (reply.silent()) {
                closed.await();
                return;
            }
            byte[] body = reply.body(path).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            // Retries that the test does not measure come at once.
            exchange.getResponseHeaders().set("Retry-After-Ms", "1");
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body, 0, reply.broken() ? body.length / 2 : body.length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What came in. */
    public record Request(String path, Headers headers, JsonNode body) {
        /** The instructions, in the place that the provider has for them. */
        public String instructions() {
            return path.equals("/v1/messages")
                    ? body.get("system").asString()
                    : body.at("/messages/0/content").asString();
        }

        /** The message of the user. */
        public String data() {
            return path.equals("/v1/messages")
                    ? body.at("/messages/0/content").asString()
                    : body.at("/messages/1/content").asString();
        }
    }

    /**
     * What goes back.
     *
     * @param raw the whole body; without it one is made around {@code text}
     * @param cut whether the limit of tokens ended the text
     * @param broken whether the connection ends in the middle of the body
     * @param silent whether nothing comes at all
     */
    public record Reply(int status, String text, String raw, boolean cut, boolean broken, boolean silent) {
        public static Reply text(String text) {
            return new Reply(200, text, null, false, false, false);
        }

        public static Reply cut(String text) {
            return new Reply(200, text, null, true, false, false);
        }

        public static Reply broken(String text) {
            return new Reply(200, text, null, false, true, false);
        }

        public static Reply raw(String body) {
            return new Reply(200, null, body, false, false, false);
        }

        public static Reply never() {
            return new Reply(200, null, null, false, false, true);
        }

        /** An error whose message quotes, as some do. */
        public static Reply error(int status, String message) {
            return new Reply(status, null, JSON.writeValueAsString(Map.of("type", "error", "error",
                    Map.of("type", "some_error", "message", message))), false, false, false);
        }

        String body(String path) {
            if (raw != null) {
                return raw;
            }
            return JSON.writeValueAsString(path.equals("/v1/messages") ? message() : completion());
        }

        private Map<String, Object> message() {
            return Map.of("id", "msg_1", "type", "message", "role", "assistant", "model", "model-of-tests",
                    "content", text.isEmpty() ? List.of() : List.of(Map.of("type", "text", "text", text)),
                    "stop_reason", cut ? "max_tokens" : "end_turn",
                    "usage", Map.of("input_tokens", INPUT_TOKENS, "output_tokens", OUTPUT_TOKENS));
        }

        private Map<String, Object> completion() {
            List<Object> choices = text.isEmpty()
                    ? List.of()
                    : List.of(Map.of("index", 0, "message", Map.of("role", "assistant", "content", text),
                            "finish_reason", cut ? "length" : "stop"));
            return Map.of("id", "chatcmpl-1", "object", "chat.completion", "created", 1, "model", "model-of-tests",
                    "choices", choices, "usage", Map.of("prompt_tokens", INPUT_TOKENS, "completion_tokens",
                            OUTPUT_TOKENS, "total_tokens", INPUT_TOKENS + OUTPUT_TOKENS));
        }
    }
}
