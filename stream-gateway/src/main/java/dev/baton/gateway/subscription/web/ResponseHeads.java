package dev.baton.gateway.subscription.web;

import dev.baton.platform.problem.ProblemType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Responses of HTTP/1.1, as bytes: one that opens a stream, and problems (RFC 9457), after which the connection ends. */
final class ResponseHeads {
    // no-transform and X-Accel-Buffering keep proxies from collecting the stream (acceptance G9).
    private static final String STREAM = """
            HTTP/1.1 200 OK\r
            Content-Type: text/event-stream\r
            Cache-Control: no-store, no-transform\r
            X-Accel-Buffering: no\r
            X-Content-Type-Options: nosniff\r
            Transfer-Encoding: chunked\r
            \r
            """;
    private static final JsonMapper JSON = JsonMapper.shared();

    private ResponseHeads() {}

    static ByteBuf stream() {
        return Unpooled.copiedBuffer(STREAM, StandardCharsets.US_ASCII);
    }

    static ByteBuf problem(ProblemType type, String detail, RequestFacts request) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", type.uri().toString());
        problem.put("title", type.title());
        problem.put("status", type.status().value());
        problem.put("detail", detail);
        problem.put("instance", request.path());
        problem.put("trace_id", request.traceId());
        byte[] body = JSON.writeValueAsBytes(problem);
        String head = "HTTP/1.1 %d %s\r\nContent-Type: application/problem+json\r\nContent-Length: %d\r\n%s\r\n"
                .formatted(type.status().value(), type.status().getReasonPhrase(), body.length, headers(type));
        ByteBuf response = Unpooled.copiedBuffer(head, StandardCharsets.US_ASCII);
        return request.isHead() ? response : Unpooled.wrappedBuffer(response, Unpooled.wrappedBuffer(body));
    }

    private static String headers(ProblemType type) {
        String common = "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n";
        return switch (type.status()) {
            case UNAUTHORIZED -> common + "WWW-Authenticate: Bearer\r\n";
            case METHOD_NOT_ALLOWED -> common + "Allow: GET\r\n";
            default -> common;
        };
    }
}
