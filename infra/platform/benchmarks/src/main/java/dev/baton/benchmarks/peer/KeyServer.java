package dev.baton.benchmarks.peer;

import com.sun.net.httpserver.HttpServer;
import dev.baton.benchmarks.platform.Stage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Tells the gateway the public key of tokens in place of handoff-service, which so need not run. */
final class KeyServer implements AutoCloseable {
    private final HttpServer server;
    private volatile @Nullable String keys;

    KeyServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String known = keys;
            byte[] body = (known == null ? "" : known).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(known == null ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** From now on the key of this platform is told, without its private part. */
    void tell(Stage stage) throws IOException {
        JsonNode set = JsonMapper.shared().readTree(Files.readString(stage.keys()));
        set.required("keys").forEach(key -> ((ObjectNode) key).remove("d"));
        keys = set.toString();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
