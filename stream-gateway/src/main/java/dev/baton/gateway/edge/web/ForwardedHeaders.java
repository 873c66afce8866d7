package dev.baton.gateway.edge.web;

import dev.baton.gateway.edge.UnreadableRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.net.http.HttpRequest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which headers pass the edge, in either direction (RFC 9110, section 7.6.1). */
final class ForwardedHeaders {
    private static final Set<String> HOP_BY_HOP = Set.of("connection", "keep-alive", "proxy-authenticate",
            "proxy-authorization", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade");
    // Set by the HTTP client, or meant for this server alone.
    private static final Set<String> OWN = Set.of("host", "content-length", "expect", "http2-settings");
    // Who writes these from outside would be believed by the services.
    private static final Set<String> SPOOFED = Set.of("forwarded", "x-real-ip", "x-client-ip", "true-client-ip",
            "x-original-url", "x-rewrite-url");
    private static final String FORWARDED_PREFIX = "x-forwarded-";
    private static final Set<String> NOT_TOLD = Set.of("content-length", "server", "date");

    private ForwardedHeaders() {}

    static void copy(HttpServletRequest from, HttpRequest.Builder to) {
        try {
            copyAll(from, to);
        } catch (IllegalArgumentException notAHeader) {
            throw new UnreadableRequest();
        }
    }

    private static void copyAll(HttpServletRequest from, HttpRequest.Builder to) {
        Set<String> named = namedByConnection(from.getHeaders("Connection"));
        for (String name : Collections.list(from.getHeaderNames())) {
            String key = name.toLowerCase(Locale.ROOT);
            if (!HOP_BY_HOP.contains(key) && !OWN.contains(key) && !SPOOFED.contains(key)
                    && !key.startsWith(FORWARDED_PREFIX) && !named.contains(key)) {
                from.getHeaders(name).asIterator().forEachRemaining(value -> to.header(name, value));
            }
        }
        to.header("X-Forwarded-For", from.getRemoteAddr());
        to.header("X-Forwarded-Proto", from.getScheme());
        String host = from.getHeader("Host");
        if (host != null) {
            to.header("X-Forwarded-Host", host);
        }
    }

    /** Whether a header of a replica's response is for the client; {@code connection} as the response has it. */
    static boolean isForClient(String name, List<String> connection) {
        String key = name.toLowerCase(Locale.ROOT);
        return !key.startsWith(":") && !HOP_BY_HOP.contains(key) && !NOT_TOLD.contains(key)
                && !namedByConnection(Collections.enumeration(connection)).contains(key);
    }

    // A client can name any header here and so make the next hop drop it, but not those that the edge sets itself.
    private static Set<String> namedByConnection(Enumeration<String> values) {
        Set<String> named = new HashSet<>();
        values.asIterator().forEachRemaining(value -> {
            for (String token : value.split(",", -1)) {
                named.add(token.strip().toLowerCase(Locale.ROOT));
            }
        });
        return named;
    }
}
