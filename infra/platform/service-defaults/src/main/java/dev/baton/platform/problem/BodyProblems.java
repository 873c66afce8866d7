package dev.baton.platform.problem;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** What is wrong with a JSON body, in words of ours: the library's own quote the body and name classes. */
final class BodyProblems {
    private static final int MAX_NAME = 64;
    private static final int MAX_CAUSES = 16;

    private BodyProblems() {}

    static Refusal of(HttpMessageNotReadableException unreadable) {
        // A refusal first: the reader wraps what the body's own stream throws, as when it is too large.
        Optional<Refusal> refusal = cause(unreadable, Refusal.class);
        return refusal.orElseGet(() -> cause(unreadable, JacksonException.class).map(BodyProblems::of)
                .orElseGet(() -> new InvalidRequest("", "a JSON body is required")));
    }

    private static <X extends Throwable> Optional<X> cause(Throwable failure, Class<X> type) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(MAX_CAUSES)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    private static InvalidRequest of(JacksonException problem) {
        String field = field(problem.getPath());
        return new InvalidRequest(field, switch (problem) {
            case StreamConstraintsException _ -> "is nested too deep, or a text, name or number is too long";
            case StreamReadException malformed -> "is not valid JSON: line %d, column %d".formatted(
                    malformed.getLocation().getLineNr(), malformed.getLocation().getColumnNr());
            case UnrecognizedPropertyException _ -> "is not a field of this request";
            case UnreadableText text -> text.rule();
            case DatabindException _ -> "is missing, or not a value of the right type";
            default -> "is not readable";
        });
    }

    private static String field(List<JacksonException.Reference> path) {
        StringBuilder field = new StringBuilder();
        for (JacksonException.Reference part : path) {
            if (part.getPropertyName() == null) {
                field.append('[').append(part.getIndex()).append(']');
            } else {
                field.append(field.isEmpty() ? "" : ".").append(printable(part.getPropertyName()));
            }
        }
        return field.toString();
    }

    // An unknown field's name is the client's own text: it goes back bounded and without surprises.
    private static String printable(String name) {
        return name.codePoints()
                .limit(MAX_NAME)
                .map(c -> isPrintable(c) ? c : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isPrintable(int codePoint) {
        return !Character.isISOControl(codePoint) && Character.getType(codePoint) != Character.SURROGATE;
    }
}
