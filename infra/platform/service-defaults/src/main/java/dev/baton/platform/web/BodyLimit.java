package dev.baton.platform.web;

import dev.baton.platform.problem.Problem;
import dev.baton.platform.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses bodies above the limit: at once by their Content-Length, or while a chunked one is read. */
final class BodyLimit extends OncePerRequestFilter {
    private final int maxBytes;
    private final ProblemWriter problems;

    BodyLimit(int maxBytes, ProblemWriter problems) {
        this.maxBytes = maxBytes;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > maxBytes) {
            problems.write(request, response, Problem.of(new RequestTooLarge(maxBytes)));
        } else {
            chain.doFilter(new BoundedRequest(request, maxBytes), response);
        }
    }
}
