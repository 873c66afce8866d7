package dev.baton.platform.problem;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that the domain refuses, by name: {@code HandoffAlreadyClaimed extends Refusal}. It becomes an RFC 9457
 * problem with the named members beside the standard ones (acceptance W3); a transaction that it leaves rolls back.
 *
 * <p>The detail and the members are shown to the client: no SQL, no class names, nothing of another account.
 */
public abstract class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ProblemType type;
    private final String detail;
    private final transient Map<String, @Nullable Object> members;

    protected Refusal(ProblemType type, String detail) {
        this(type, detail, Map.of());
    }

    /** @param members by their names on the wire, in snake_case; a null value is written as null */
    protected Refusal(ProblemType type, String detail, Map<String, ? extends @Nullable Object> members) {
        // Expected, often under load (every loser of a race): no stack trace is recorded.
        super(detail, null, false, false);
        this.type = type;
        this.detail = detail;
        this.members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    public final ProblemType type() {
        return type;
    }

    public final String detail() {
        return detail;
    }

    public final Map<String, @Nullable Object> members() {
        return members;
    }

    /** Headers that the answer carries beside the problem, as {@code Retry-After}. */
    public Map<String, String> headers() {
        return Map.of();
    }
}
