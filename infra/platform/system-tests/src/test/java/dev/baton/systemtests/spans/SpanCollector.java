package dev.baton.systemtests.spans;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What operators run as the OpenTelemetry Collector: takes spans by OTLP over HTTP and keeps them. */
public final class SpanCollector implements AutoCloseable {
    private final HttpServer server;
    private final List<byte[]> requests = new CopyOnWriteArrayList<>();

    private SpanCollector(HttpServer server) {
        this.server = server;
    }

    public static SpanCollector start() throws IOException {
        SpanCollector collector = new SpanCollector(
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        collector.server.createContext("/v1/traces", exchange -> {
            collector.requests.add(exchange.getRequestBody().readAllBytes());
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.server.start();
        return collector;
    }

    /** For {@code infra/up}: traces come here whose caller samples them, and no others, so that those cost nothing. */
    public List<String> options() {
        return List.of(
                "--set", "all:management.opentelemetry.tracing.export.otlp.endpoint=http://127.0.0.1:"
                        + server.getAddress().getPort() + "/v1/traces",
                "--set", "all:management.opentelemetry.tracing.export.schedule-delay=500ms",
                "--set", "all:management.tracing.sampling.probability=0.0");
    }

    public List<ExportedSpan> of(String trace) {
        return requests.stream()
                .flatMap(request -> ExportedSpan.of(request).stream())
                .filter(span -> span.trace().equals(trace))
                .toList();
    }

    /** All that was sent. Protocol buffers carry text as it is, so that a word is found wherever it stands. */
    public String raw() {
        StringBuilder all = new StringBuilder();
        requests.forEach(request -> all.append(new String(request, StandardCharsets.ISO_8859_1)).append('\n'));
        return all.toString();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
