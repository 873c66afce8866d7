package dev.baton.platform.security;

import dev.baton.platform.problem.Problem;
import dev.baton.platform.problem.ProblemType;
import dev.baton.platform.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** What the security filters refuse, as problems. Says that a token is bad, never why: that would help forgers only. */
final class SecurityProblems
        implements
            AuthenticationEntryPoint,
            AuthenticationFailureHandler,
            AccessDeniedHandler,
            RequestRejectedHandler {
    private final ProblemWriter problems;

    SecurityProblems(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        // RFC 6750, section 3.1: the error code only when a token was sent.
        boolean tokenWasSent = failure instanceof OAuth2AuthenticationException;
        Problem problem = tokenWasSent
                ? Problem.of(ProblemType.UNAUTHENTICATED, "The access token is not valid.")
                        .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"baton\", error=\"invalid_token\"")
                : Problem.of(ProblemType.UNAUTHENTICATED, "An access token is required.");
        problems.write(request, response, problem);
    }

    @Override
    public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
            AuthenticationException failure) throws IOException {
        if (failure instanceof AuthenticationServiceException) {
            problems.write(request, response, Problem.unavailable());
        } else {
            commence(request, response, failure);
        }
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        problems.write(request, response, Problem.of(ProblemType.FORBIDDEN, "You may not do this."));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException rejected)
            throws IOException {
        problems.write(request, response,
                Problem.of(ProblemType.INVALID_REQUEST, "The request line or a header is not acceptable."));
    }
}
