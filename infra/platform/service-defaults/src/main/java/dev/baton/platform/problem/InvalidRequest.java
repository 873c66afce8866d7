package dev.baton.platform.problem;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** 400: what was sent breaks a rule; {@code errors} names each field as it is on the wire. */
public final class InvalidRequest extends Refusal {
    private static final long serialVersionUID = 1L;

    /**
     * One broken rule.
     *
     * @param field in snake_case, nested as {@code steps[0].text}; empty for the whole request
     */
    public record FieldError(String field, String message) {}

    public InvalidRequest(String field, String message) {
        this(List.of(new FieldError(field, message)));
    }

    public InvalidRequest(List<FieldError> errors) {
        super(ProblemType.INVALID_REQUEST, "The request breaks a rule.", Map.of("errors", errors.stream()
                .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::message))
                .toList()));
    }
}
