package dev.baton.platform.problem;

import dev.baton.platform.database.Outages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** The one place where what a controller throws becomes an answer (style rule 13). */
final class ProblemResolver implements HandlerExceptionResolver {
    private static final Logger log = LoggerFactory.getLogger(ProblemResolver.class);

    // More is a circle.
    private static final int MOST_CAUSES = 20;

    private final ProblemWriter problems;

    ProblemResolver(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public @Nullable ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response,
            @Nullable Object handler, Exception failure) {
        try {
            if (!clientIsGone(failure)) {
                problems.write(request, response, problem(failure));
            }
        } catch (IOException e) {
            log.atDebug().log("the client left before it could be told");
        }
        return new ModelAndView();
    }

    Problem problem(Exception failure) {
        return RequestProblems.of(failure).orElseGet(() -> ours(failure));
    }

    private static Problem ours(Exception failure) {
        if (Outages.includes(failure)) {
            log.atWarn().addKeyValue("error", failure.getClass().getSimpleName()).log("a dependency does not answer");
            return Problem.unavailable();
        }
        log.atError().setCause(FaultTrace.of(failure)).log("request failed");
        return Problem.internal();
    }

    // By what the container throws of this very connection only. A cause that says "broken pipe" may be the database's,
    // and then the client waits for an answer: left without one it would read an empty 200 as success.
    private static boolean clientIsGone(Exception failure) {
        return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(MOST_CAUSES)
                .anyMatch(cause -> cause instanceof ClientAbortException
                        || cause instanceof AsyncRequestNotUsableException);
    }
}
