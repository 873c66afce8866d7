package dev.baton.platform.problem;

import dev.baton.platform.problem.InvalidRequest.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.validation.Errors;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;

/** Broken Bean Validation rules, with the fields named as on the wire. */
final class Violations {
    private static final Pattern HUMP = Pattern.compile("([a-z0-9])([A-Z])");

    private Violations() {}

    static InvalidRequest of(Errors errors) {
        return new InvalidRequest(fieldErrors(errors));
    }

    static InvalidRequest of(HandlerMethodValidationException invalid) {
        List<FieldError> found = new ArrayList<>();
        for (ParameterValidationResult result : invalid.getParameterValidationResults()) {
            if (result instanceof ParameterErrors body) {
                found.addAll(fieldErrors(body));
            } else {
                String name = Objects.requireNonNullElse(result.getMethodParameter().getParameterName(), "");
                result.getResolvableErrors()
                        .forEach(error -> found.add(new FieldError(onTheWire(name), message(error))));
            }
        }
        return new InvalidRequest(found);
    }

    static InvalidRequest of(ServletRequestBindingException missing) {
        return switch (missing) {
            case MissingServletRequestParameterException parameter ->
                new InvalidRequest(parameter.getParameterName(), "is required");
            case MissingRequestHeaderException header -> new InvalidRequest(header.getHeaderName(), "is required");
            default -> new InvalidRequest("", "is incomplete");
        };
    }

    private static List<FieldError> fieldErrors(Errors errors) {
        List<FieldError> found = new ArrayList<>();
        errors.getFieldErrors()
                .forEach(error -> found.add(new FieldError(onTheWire(error.getField()), message(error))));
        errors.getGlobalErrors().forEach(error -> found.add(new FieldError("", message(error))));
        return found;
    }

    private static String onTheWire(String property) {
        return HUMP.matcher(property).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
    }

    private static String message(@Nullable MessageSourceResolvable error) {
        return error == null ? "is not valid" : Objects.requireNonNullElse(error.getDefaultMessage(), "is not valid");
    }
}
