package dev.baton.platform.problem;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;

/** Tomcat's own refusals (a malformed request line, a header too large), which reach no filter, as problems. */
final class ProblemValve extends ErrorReportValve {
    private final ProblemWriter problems;

    ProblemValve(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        boolean untold = response.getStatus() >= 400 && response.getContentWritten() == 0
                && response.setErrorReported();
        if (untold) {
            try {
                problems.write(request, response,
                        RequestProblems.ofStatus(HttpStatusCode.valueOf(response.getStatus())));
                response.finishResponse();
            } catch (IOException e) {
                getContainer().getLogger().debug("the client left before it could be told");
            }
        }
    }
}
