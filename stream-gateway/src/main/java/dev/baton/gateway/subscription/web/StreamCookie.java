package dev.baton.gateway.subscription.web;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseCookie;

/**
 * The cookie that opens a stream where no header can be set: in a browser's own {@code EventSource} (ADR 0009). It holds
 * the access token, is sent to the stream's path only, and counts for pages of the same origin only.
 *
 * @param secure whether it travels over https only
 */
record StreamCookie(boolean secure) {
    /** Where it is made and taken away: at the edge, which is beside the stream's path and not below it. */
    static final String DOOR = StreamRequestHandler.PATH + "-cookie";
    private static final String NAME = "baton-stream";
    // Browsers take a cookie of such a name over https only, so nobody between can plant one.
    private static final String SECURE_NAME = "__Secure-" + NAME;
    private static final String SAME_ORIGIN = "same-origin";

    /** {@code Set-Cookie} with a token, for as long as that is good. */
    String holding(String token, Duration life) {
        return cookie(token, life);
    }

    /** {@code Set-Cookie} that takes it away. */
    String none() {
        return cookie("", Duration.ZERO);
    }

    private String cookie(String value, Duration life) {
        return ResponseCookie.from(name(), value)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Strict")
                .path(StreamRequestHandler.PATH)
                .maxAge(life.isNegative() ? Duration.ZERO : life)
                .build()
                .toString();
    }

    /** The token in it. None where there are two: one of them was planted, from another host of the same domain. */
    Optional<String> token(HttpHeaders headers) {
        List<String> values = headers.getAll(HttpHeaderNames.COOKIE)
                .stream()
                .flatMap(header -> ServerCookieDecoder.STRICT.decodeAll(header).stream())
                .filter(cookie -> cookie.name().equals(name()))
                .map(cookie -> cookie.value())
                .toList();
        return values.size() == 1 ? Optional.of(values.getFirst()).filter(value -> !value.isEmpty()) : Optional.empty();
    }

    /**
     * Whether a page of this origin asks. A browser adds the cookie by itself, whoever asks; {@code SameSite=Strict}
     * keeps out other sites, but not other hosts of the same domain.
     */
    boolean isAskedForByOwnPage(HttpHeaders headers) {
        List<String> sites = headers.getAll("Sec-Fetch-Site");
        if (!sites.isEmpty()) {
            return sites.stream().allMatch(SAME_ORIGIN::equals);
        }
        // Who says neither may be a page of another origin: it asks without Origin where it does not want to read the
        // answer, and may choose the Accept (both by the Fetch standard).
        List<String> origins = headers.getAll(HttpHeaderNames.ORIGIN);
        return !origins.isEmpty() && origins.stream().allMatch(origin -> isOwn(origin, host(headers)));
    }

    // A proxy may ask with a name of its own. No page can set this header without being asked first, which nobody is.
    private static String host(HttpHeaders headers) {
        return headers.get("X-Forwarded-Host", headers.get(HttpHeaderNames.HOST, "")).split(",", 2)[0].strip();
    }

    private boolean isOwn(String origin, String host) {
        return origin.equalsIgnoreCase("https://" + host) || (!secure && origin.equalsIgnoreCase("http://" + host));
    }

    private String name() {
        return secure ? SECURE_NAME : NAME;
    }
}
