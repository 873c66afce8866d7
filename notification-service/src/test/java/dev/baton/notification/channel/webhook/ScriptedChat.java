package dev.baton.notification.channel.webhook;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An HTTP server that does to each webhook what the test asks for, once for each reaction, and then takes every message
 * as Slack does below {@code /slack/} and as a flow of Teams does below {@code /teams/}.
 */
public final class ScriptedChat implements AutoCloseable {
    /** What happens to the next message for a webhook. */
    @FunctionalInterface
    public interface Reaction {
        void answer(Socket client, OutputStream out) throws IOException;

        /** @param headers whole lines */
        static Reaction says(int status, String body, String... headers) {
            return raw("HTTP/1.1 " + status + " Whatever\r\n" + lines(headers) + "Content-Length: "
                    + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
        }

        static Reaction raw(String answer) {
            return (client, out) -> out.write(answer.getBytes(StandardCharsets.UTF_8));
        }

        /** Says nothing until the client has gone. */
        static Reaction hangs(String beginning) {
            return (client, out) -> {
                out.write(beginning.getBytes(StandardCharsets.UTF_8));
                out.flush();
                client.getInputStream().read();
            };
        }

        static Reaction resets(String beginning) {
            return (client, out) -> {
                out.write(beginning.getBytes(StandardCharsets.UTF_8));
                out.flush();
                client.setSoLinger(true, 0);
            };
        }

        private static String lines(String... headers) {
            return headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        }
    }

    /** A message that arrived whole. */
    public record Post(String path, String head, String body) {
        public JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }
    }

    private final ServerSocket server;
    private final Map<String, Queue<Reaction>> script = new ConcurrentHashMap<>();
    private final List<Post> posts = new CopyOnWriteArrayList<>();

    public ScriptedChat() {
        try {
            server = new ServerSocket(0, 100, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::listen);
    }

    public String origin() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    public URI url(String path) {
        return URI.create(origin() + path);
    }

    public void on(String path, Reaction... reactions) {
        script.put(path, new ArrayDeque<>(List.of(reactions)));
    }

    public List<Post> postsTo(String path) {
        return posts.stream().filter(post -> post.path().equals(path)).toList();
    }

    public int posts() {
        return posts.size();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void listen() {
        try {
            while (true) {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> converse(client));
            }
        } catch (IOException e) {
            // Closed by the test.
        }
    }

    private void converse(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            String head = head(in);
            String path = head.split(" ", 3)[1];
            int length = head.lines()
                    .filter(line -> line.regionMatches(true, 0, "content-length:", 0, 15))
                    .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                    .findFirst()
                    .orElse(0);
            posts.add(new Post(path, head, new String(in.readNBytes(length), StandardCharsets.UTF_8)));
            reaction(path).answer(client, client.getOutputStream());
        } catch (IOException e) {
            // The client left.
        }
    }

    private Reaction reaction(String path) {
        Queue<Reaction> reactions = script.get(path);
        Reaction next = reactions == null ? null : reactions.poll();
        return next != null ? next : path.startsWith("/teams/") ? Reaction.says(202, "") : Reaction.says(200, "ok");
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.US_ASCII);
    }
}
