package dev.baton.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.platform.sample.ServiceUnderTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Acceptance O3: logs are JSON, and the caller's trace goes on in problems and log lines. */
@ExtendWith(OutputCaptureExtension.class)
class LogsAndTracesTest extends ServiceUnderTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Test
    void theCallersTraceGoesOn(CapturedOutput log) {
        JsonNode problem = assertProblem(send(request("/nowhere", ENGINEER)
                .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                .GET()), 404, "not-found");

        assertThat(problem.path("trace_id").asString()).isEqualTo(TRACE);
        assertThat(lines(log).filter(line -> line.path("message").asString().equals("request refused")))
                .anySatisfy(line -> {
                    assertThat(line.path("traceId").asString()).isEqualTo(TRACE);
                    assertThat(line.path("accountId").asString()).isEqualTo(ACME.toString());
                    assertThat(line.path("problem").asString()).isEqualTo("not-found");
                });
    }

    @Test
    void aMalformedTraceIsReplaced() {
        JsonNode problem = assertProblem(send(request("/nowhere", ENGINEER)
                .header("traceparent", "00-zz-zz-01")
                .GET()), 404, "not-found");

        assertThat(problem.path("trace_id").asString()).isNotEqualTo("0".repeat(32));
    }

    private static Stream<JsonNode> lines(CapturedOutput log) {
        JsonMapper json = new JsonMapper();
        return log.getOut().lines().filter(line -> line.startsWith("{")).map(json::readTree);
    }
}
