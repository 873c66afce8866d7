package dev.baton.platform.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * A problem before it is written: what {@link ProblemWriter} adds is the same for all.
 *
 * @param members beside the standard ones, by their names on the wire
 * @param headers of the answer, as {@code Allow} or {@code Retry-After}
 */
public record Problem(ProblemType type, String detail, Map<String, ? extends @Nullable Object> members,
        Map<String, String> headers) {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, Map.of(), Map.of());
    }

    public static Problem of(Refusal refusal) {
        return new Problem(refusal.type(), refusal.detail(), refusal.members(), refusal.headers());
    }

    /** 503: something that this service needs does not answer; the same request may succeed soon. */
    public static Problem unavailable() {
        return of(ProblemType.SERVICE_UNAVAILABLE, "The service cannot answer at the moment.")
                .withHeader(HttpHeaders.RETRY_AFTER, Long.toString(RETRY_AFTER.toSeconds()));
    }

    /** 500: our fault; what it was stands in the log beside the trace id. */
    public static Problem internal() {
        return of(ProblemType.INTERNAL_ERROR,
                "Something went wrong on our side. Please name the trace id when you ask.");
    }

    public Problem withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(type, detail, members, more);
    }
}
