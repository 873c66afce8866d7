package dev.baton.platform.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.DisconnectedClientHelper;

/** The one place where what a controller throws becomes an answer (style rule 13). */
final class ProblemResolver implements HandlerExceptionResolver {
    private static final Logger log = LoggerFactory.getLogger(ProblemResolver.class);

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

    private static boolean clientIsGone(Exception failure) {
        return failure instanceof AsyncRequestNotUsableException
                || DisconnectedClientHelper.isClientDisconnectedException(failure);
    }
}
