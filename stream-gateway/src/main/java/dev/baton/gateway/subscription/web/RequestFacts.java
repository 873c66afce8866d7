package dev.baton.gateway.subscription.web;

import dev.baton.platform.security.BearerToken;
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
 * @param uri as it came; may hold what must not be repeated
 * @param path without the query, which may hold what must not be repeated
 */
record RequestFacts(HttpMethod method, boolean http11, String uri, String path, Map<String, List<String>> query,
        HttpHeaders headers, String traceId) {
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");
    // Anybody may send 16 KB of what looks like the beginnings of tokens. Possessive, and begun only where a word begins,
    // it looks at no character more than a few times; greedy, it would go over the rest from each of them.
    private static final Pattern JWT = Pattern.compile("(?<![\\w-])eyJ[\\w-]++\\.[\\w-]++\\.");
    private static final Set<String> TOKEN_PARAMETERS = Set.of("access_token", "token", "id_token", "jwt",
            "authorization", "bearer");

    /** @throws IllegalArgumentException where the query cannot be decoded */
    static RequestFacts of(HttpRequest request) {
        QueryStringDecoder uri = new QueryStringDecoder(request.uri());
        return new RequestFacts(request.method(), request.protocolVersion().equals(HttpVersion.HTTP_1_1),
                request.uri(), uri.rawPath(), uri.parameters(), request.headers(), traceId(request));
    }

    /** Of a request that could not be read. */
    static RequestFacts unreadable(HttpRequest request) {
        return new RequestFacts(HttpMethod.GET, true, "/", "/", Map.of(), request.headers(), traceId(request));
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
        return holdsToken(uri) || query.entrySet()
                .stream()
                .anyMatch(parameter -> TOKEN_PARAMETERS.contains(parameter.getKey())
                        || parameter.getValue().stream().anyMatch(RequestFacts::holdsToken));
    }

    static boolean holdsToken(CharSequence text) {
        return JWT.matcher(text).find();
    }

    boolean hasBody() {
        return headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
                || !headers.get(HttpHeaderNames.CONTENT_LENGTH, "0").equals("0");
    }

    /** Whoever sends the header means it, whatever it holds. */
    boolean hasAuthorization() {
        return headers.contains(HttpHeaderNames.AUTHORIZATION);
    }

    Optional<String> bearerToken() {
        return BearerToken.of(headers.get(HttpHeaderNames.AUTHORIZATION));
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
