package dev.baton.platform.problem;

import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** What is wrong with a request before the domain sees it. */
final class RequestProblems {
    private RequestProblems() {}

    /** Empty when the exception is not about the request. */
    static Optional<Problem> of(Exception failure) {
        return Optional.ofNullable(switch (failure) {
            case Refusal refusal -> Problem.of(refusal);
            case HttpMessageNotReadableException unreadable -> Problem.of(BodyProblems.of(unreadable));
            case MethodArgumentNotValidException invalid -> Problem.of(Violations.of(invalid.getBindingResult()));
            case HandlerMethodValidationException invalid -> Problem.of(Violations.of(invalid));
            case MethodArgumentTypeMismatchException mismatch -> mismatch(mismatch);
            case ServletRequestBindingException missing -> Problem.of(Violations.of(missing));
            case HttpRequestMethodNotSupportedException wrong -> methodNotAllowed(wrong);
            case HttpMediaTypeNotSupportedException _ ->
                Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json.");
            case HttpMediaTypeNotAcceptableException _ ->
                Problem.of(ProblemType.NOT_ACCEPTABLE, "None of the accepted media types can be made.");
            case RequestRejectedException _,InvalidParameterException _ ->
                Problem.of(ProblemType.INVALID_REQUEST, "A parameter or header is not acceptable.");
            case ErrorResponse response -> ofStatus(response.getStatusCode());
            default -> null;
        });
    }

    /** The problem for a bare status, as of an error dispatch. */
    static Problem ofStatus(HttpStatusCode status) {
        return switch (status.value()) {
            case 400 -> Problem.of(ProblemType.INVALID_REQUEST, "The request is malformed.");
            case 401 -> Problem.of(ProblemType.UNAUTHENTICATED, "A valid access token is required.");
            case 403 -> Problem.of(ProblemType.FORBIDDEN, "You may not do this.");
            case 404 -> Problem.of(new NotFound());
            case 405 -> Problem.of(ProblemType.METHOD_NOT_ALLOWED, "The method is not allowed here.");
            case 406 -> Problem.of(ProblemType.NOT_ACCEPTABLE, "None of the accepted media types can be made.");
            case 413 -> Problem.of(ProblemType.REQUEST_TOO_LARGE, "The request is too large.");
            case 415 -> Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json.");
            case 503 -> Problem.unavailable();
            default -> status.is4xxClientError()
                    ? Problem.of(ProblemType.INVALID_REQUEST, "The request is malformed.")
                    : Problem.internal();
        };
    }

    // A malformed id answers exactly like an unknown one (acceptance T2); a malformed query parameter is told.
    private static Problem mismatch(MethodArgumentTypeMismatchException mismatch) {
        MethodParameter parameter = mismatch.getParameter();
        return parameter.hasParameterAnnotation(PathVariable.class)
                ? Problem.of(new NotFound())
                : Problem.of(new InvalidRequest(mismatch.getName(), "is not a value of the right type"));
    }

    private static Problem methodNotAllowed(HttpRequestMethodNotSupportedException wrong) {
        Problem problem = Problem.of(ProblemType.METHOD_NOT_ALLOWED, "The method is not allowed here.");
        return wrong.getSupportedHttpMethods() == null
                ? problem
                : problem.withHeader(HttpHeaders.ALLOW, wrong.getSupportedHttpMethods()
                        .stream()
                        .map(HttpMethod::name)
                        .sorted()
                        .collect(Collectors.joining(", ")));
    }
}
