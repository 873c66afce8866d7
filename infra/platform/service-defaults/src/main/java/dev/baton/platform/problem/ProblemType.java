package dev.baton.platform.problem;

import java.net.URI;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;

/**
 * A stable kind of problem (RFC 9457, section 3.1.1). Clients branch on it, so a slug is never renamed.
 *
 * @param slug last part of {@code urn:baton:problem:<slug>}
 */
public record ProblemType(String slug, HttpStatus status, String title) {
    // First, because the constants below are checked by it.
    private static final Pattern SLUG = Pattern.compile("[a-z]+(-[a-z]+)*");

    public static final ProblemType INVALID_REQUEST = of("invalid-request", HttpStatus.BAD_REQUEST, "Invalid request");
    public static final ProblemType UNAUTHENTICATED = of("unauthenticated", HttpStatus.UNAUTHORIZED,
            "Not authenticated");
    public static final ProblemType FORBIDDEN = of("forbidden", HttpStatus.FORBIDDEN, "Not allowed");
    public static final ProblemType NOT_FOUND = of("not-found", HttpStatus.NOT_FOUND, "Not found");
    public static final ProblemType METHOD_NOT_ALLOWED = of("method-not-allowed", HttpStatus.METHOD_NOT_ALLOWED,
            "Method not allowed");
    public static final ProblemType NOT_ACCEPTABLE = of("not-acceptable", HttpStatus.NOT_ACCEPTABLE, "Not acceptable");
    public static final ProblemType REQUEST_TOO_LARGE = of("request-too-large", HttpStatus.CONTENT_TOO_LARGE,
            "Request too large");
    public static final ProblemType UNSUPPORTED_MEDIA_TYPE = of("unsupported-media-type",
            HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Unsupported media type");
    public static final ProblemType INTERNAL_ERROR = of("internal-error", HttpStatus.INTERNAL_SERVER_ERROR,
            "Internal error");
    public static final ProblemType SERVICE_UNAVAILABLE = of("service-unavailable", HttpStatus.SERVICE_UNAVAILABLE,
            "Service unavailable");

    public ProblemType {
        if (!SLUG.matcher(slug).matches() || !status.isError()) {
            throw new IllegalArgumentException("not a problem type: " + slug + " " + status);
        }
    }

    public static ProblemType of(String slug, HttpStatus status, String title) {
        return new ProblemType(slug, status, title);
    }

    public URI uri() {
        return URI.create("urn:baton:problem:" + slug);
    }
}
