package dev.baton.platform.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers the container's error dispatch: what failed outside of controllers. */
@Controller
class ProblemErrorController implements ErrorController {
    private final ProblemWriter problems;
    private final ProblemResolver resolver;

    ProblemErrorController(ProblemWriter problems, ProblemResolver resolver) {
        this.problems = problems;
        this.resolver = resolver;
    }

    @RequestMapping("${spring.web.error.path:/error}")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        problems.write(request, response, problem(request));
    }

    private Problem problem(HttpServletRequest request) {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Exception failure) {
            return resolver.problem(unwrapped(failure));
        }
        // No status: somebody asked for this path itself.
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
                ? RequestProblems.ofStatus(HttpStatusCode.valueOf(status))
                : Problem.of(new NotFound());
    }

    private static Exception unwrapped(Exception failure) {
        return failure instanceof ServletException && failure.getCause() instanceof Exception cause ? cause : failure;
    }
}
