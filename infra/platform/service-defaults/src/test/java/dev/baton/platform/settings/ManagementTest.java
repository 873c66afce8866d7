package dev.baton.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.platform.sample.ServiceUnderTest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Acceptance O3: probes and metrics, on their own port. */
class ManagementTest extends ServiceUnderTest {
    @Test
    void theProbesAnswerWithoutATokenAndWithoutDetails() {
        HttpResponse<String> liveness = manage("/actuator/health/liveness");
        HttpResponse<String> readiness = manage("/actuator/health/readiness");

        assertThat(liveness.statusCode()).isEqualTo(200);
        assertThat(readiness.statusCode()).isEqualTo(200);
        assertThat(readiness.body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void prometheusCountsRequestsByRouteAndNotById() {
        get("/notes/0198c0de-0000-7000-8000-00000000beef", ENGINEER);

        String metrics = manage("/actuator/prometheus").body();

        assertThat(metrics).contains("application=\"sample\"", "uri=\"/api/v1/notes/{id}\"").doesNotContain("beef");
        assertThat(metrics).contains("http_server_requests_seconds_bucket");
    }

    @Test
    void nothingElseIsExposed() {
        for (String endpoint : new String[]{"env", "beans", "heapdump", "loggers", "configprops", "shutdown", "info"}) {
            assertThat(manage("/actuator/" + endpoint).statusCode()).as(endpoint).isIn(401, 404);
        }
    }

    @Test
    void theServicesOwnPortServesNoManagement() {
        HttpResponse<String> response = send(HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/actuator/prometheus"))
                .header("Authorization",
                        "Bearer " + ENGINEER));

        assertProblem(response, 404, "not-found");
    }

    private HttpResponse<String> manage(String path) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + path)));
    }
}
