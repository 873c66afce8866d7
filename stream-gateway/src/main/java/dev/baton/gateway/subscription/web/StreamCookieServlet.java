package dev.baton.gateway.subscription.web;

import dev.baton.gateway.subscription.Admission;
import dev.baton.gateway.subscription.Admissions;
import dev.baton.platform.problem.Problem;
import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.ProblemWriter;
import dev.baton.platform.security.BearerToken;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.springframework.http.HttpHeaders;

/**
 * {@code PUT} puts the caller's access token into the cookie that opens a stream, {@code DELETE} takes it away. Only who
 * can set a header can put one, so no other site can put its own. A servlet, because the edge has all of {@code /api}.
 */
final class StreamCookieServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Admissions admissions;
    private final transient StreamCookie cookie;
    private final transient ProblemWriter problems;
    private final transient Clock clock;

    StreamCookieServlet(Admissions admissions, StreamCookie cookie, ProblemWriter problems, Clock clock) {
        this.admissions = admissions;
        this.cookie = cookie;
        this.problems = problems;
        this.clock = clock;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getMethod()) {
            case "PUT" -> put(request, response);
            case "DELETE" -> answer(response, cookie.none());
            default -> problems.write(request, response,
                    Problem.of(ProblemType.METHOD_NOT_ALLOWED,
                            "The cookie is made with PUT and taken away with DELETE.")
                            .withHeader(HttpHeaders.ALLOW, "PUT, DELETE"));
        }
    }

    private void put(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String token = BearerToken.of(request.getHeader(HttpHeaders.AUTHORIZATION)).orElse("");
        Admission admission = token.isEmpty() ? new Admission.Unauthenticated() : admissions.check(token);
        switch (admission) {
            case Admission.Admitted(var subscriber) -> answer(response,
                    cookie.holding(token, Duration.ofMillis(subscriber.expiresAtMillis() - clock.millis())));
            case Admission.Unauthenticated() -> problems.write(request, response,
                    Problem.of(ProblemType.UNAUTHENTICATED, "A valid access token is required."));
            case Admission.Forbidden() -> problems.write(request, response,
                    Problem.of(ProblemType.FORBIDDEN, "Engineer or admin access required"));
            case Admission.NotNow() -> problems.write(request, response, Problem.unavailable());
        }
    }

    private static void answer(HttpServletResponse response, String setCookie) {
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.SET_COOKIE, setCookie);
    }
}
