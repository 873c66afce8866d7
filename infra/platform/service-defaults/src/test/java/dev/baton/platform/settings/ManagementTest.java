package dev.baton.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.platform.sample.ServiceUnderTest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @Test
    void whoIsOnTheMachineMayWrite() {
        int before = pulled();

        assertThat(pull("X-Any", "header").statusCode()).isEqualTo(200);

        assertThat(pulled()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @CsvSource({"Origin, https://evil.example", "Origin, null", "Sec-Fetch-Site, cross-site",
            "Sec-Fetch-Site, same-origin", "X-Forwarded-For, 10.0.0.7", "X-Forwarded-For, 127.0.0.1",
            "Forwarded, for=10.0.0.7"})
    void noPageAndNoProxyOnItDoes(String header, String value) {
        int before = pulled();

        assertProblem(pull(header, value), 403, "forbidden");

        assertThat(pulled()).isEqualTo(before);
    }

    private int pulled() {
        return Integer.parseInt(manage("/actuator/lever").body());
    }

    private HttpResponse<String> pull(String header, String value) {
        return send(managed("/actuator/lever").header(header, value).POST(BodyPublishers.noBody()));
    }

    private HttpResponse<String> manage(String path) {
        return send(managed(path));
    }

    private HttpRequest.Builder managed(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + path));
    }
}
