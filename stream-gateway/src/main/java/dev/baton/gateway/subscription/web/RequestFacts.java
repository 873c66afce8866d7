package dev.baton.gateway.subscription.web;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What matters of a request for a stream.
 *
 * @param path without the query, which may hold what must not be repeated
 */
record RequestFacts(HttpMethod method, boolean http11, String path, Map<String, List<String>> query,
        HttpHeaders headers, String traceId) {
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");
    private static final Pattern JWT = Pattern.compile("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*");
    private static final Set<String> TOKEN_PARAMETERS = Set.of("access_token", "token", "id_token", "jwt",
            "authorization", "bearer");
    private static final String BEARER = "bearer ";

    /** @throws IllegalArgumentException where the query cannot be decoded */
    static RequestFacts of(HttpRequest request) {
        QueryStringDecoder uri = new QueryStringDecoder(request.uri());
        return new RequestFacts(request.method(), request.protocolVersion().equals(HttpVersion.HTTP_1_1),
                uri.rawPath(), uri.parameters(), request.headers(), traceId(request));
    }

    /** Of a request that could not be read. */
    static RequestFacts unreadable(HttpRequest request) {
        return new RequestFacts(HttpMethod.GET, true, "/", Map.of(), request.headers(), traceId(request));
    }

    private static String traceId(HttpRequest request) {
        String traceparent = request.headers().get("traceparent", "");
        Matcher matcher = TRACEPARENT.matcher(traceparent);
        return matcher.matches() ? matcher.group(1) : UUID.randomUUID().toString().replace("-", "");
    }

    boolean isHead() {
        return method.equals(HttpMethod.HEAD);
    }

    /** URLs end in logs and histories; a token in one is refused whatever else the request holds (acceptance G1). */
    boolean hasTokenInUrl() {
        return query.entrySet()
                .stream()
                .anyMatch(parameter -> TOKEN_PARAMETERS.contains(parameter.getKey())
                        || parameter.getValue().stream().anyMatch(value -> JWT.matcher(value).matches()));
    }

    boolean hasBody() {
        return headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
                || !headers.get(HttpHeaderNames.CONTENT_LENGTH, "0").equals("0");
    }

    Optional<String> token() {
        return Optional.ofNullable(headers.get(HttpHeaderNames.AUTHORIZATION))
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip())
                .filter(value -> !value.isEmpty());
    }

    /** The header wins: a browser sends it when it reconnects, with the URL of the first time. */
    Optional<String> lastEventId() {
        return Optional.ofNullable(headers.get("Last-Event-ID"))
                .filter(value -> !value.isEmpty())
                .or(() -> query.getOrDefault("last_event_id", List.of())
                        .stream()
                        .findFirst()
                        .filter(value -> !value.isEmpty()));
    }
}
