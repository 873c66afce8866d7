package dev.baton.platform.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes {@code application/problem+json} (RFC 9457), for controllers and filters alike. Content negotiation does not
 * apply: an error is told also to a client that accepts something else.
 */
public final class ProblemWriter {
    private static final Logger log = LoggerFactory.getLogger(ProblemWriter.class);

    private final JsonMapper json;
    private final TraceId traceId;

    ProblemWriter(JsonMapper json, TraceId traceId) {
        this.json = json;
        this.traceId = traceId;
    }

    /** Replaces whatever was not sent yet. Once bytes are on the wire nothing can be told any more. */
    public void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        String path = path(request);
        String trace = traceId.current();
        log.atInfo()
                .addKeyValue("problem", problem.type().slug())
                .addKeyValue("status", problem.type().status().value())
                .addKeyValue("method", request.getMethod())
                .addKeyValue("trace", trace)
                .log("request refused");
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(problem.type().status().value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        if (problem.type().status() == HttpStatus.UNAUTHORIZED) {
            // Owed with every 401 (RFC 9110, section 15.5.2); a problem's own challenge replaces it.
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"baton\"");
        }
        problem.headers().forEach(response::setHeader);
        byte[] body = json.writeValueAsBytes(body(problem, path, trace));
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static Map<String, @Nullable Object> body(Problem problem, String path, String trace) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("type", problem.type().uri());
        body.put("title", problem.type().title());
        body.put("status", problem.type().status().value());
        body.put("detail", problem.detail());
        body.put("instance", path);
        body.put("trace_id", trace);
        problem.members().forEach(body::putIfAbsent);
        return body;
    }

    // Without the query: it may hold what a person typed.
    private static String path(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return failed == null ? request.getRequestURI() : failed.toString();
    }
}
