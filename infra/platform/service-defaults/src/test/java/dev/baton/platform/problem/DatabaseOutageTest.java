package dev.baton.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.baton.platform.sample.ServiceUnderTest;
import dev.baton.testing.engines.TestDatabase;
import dev.baton.testing.engines.TestEngines;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.annotation.DirtiesContext;

/** The database really goes away under a running service, and comes back. */
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
class DatabaseOutageTest extends ServiceUnderTest {
    @Autowired
    TestDatabase database;

    @AfterEach
    void theDatabaseIsBack() throws SQLException {
        allowConnections(true);
    }

    @Test
    void aRequestDuringAnOutageIs503AndTheNextOneAfterItWorks(CapturedOutput log) throws SQLException {
        assertThat(get("/counted", ENGINEER).statusCode()).isEqualTo(200);

        allowConnections(false);
        HttpResponse<String> during = get("/counted", ENGINEER);
        // A probe that waits for every pool in turn, half a minute each, is as good as none.
        HttpResponse<String> ready = assertTimeout(Duration.ofSeconds(8), () -> probe("readiness"));
        HttpResponse<String> alive = probe("liveness");
        allowConnections(true);

        assertProblem(during, 503, "service-unavailable");
        assertThat(during.headers().firstValue("Retry-After")).isPresent();
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(alive.statusCode()).isEqualTo(200);
        assertThat(log).contains("a dependency does not answer");
        // The pool looks at its idle connections again after half a second; Retry-After says two.
        await().atMost(Duration.ofSeconds(5)).until(() -> get("/counted", ENGINEER).statusCode() == 200);
    }

    private void allowConnections(boolean allowed) throws SQLException {
        try (var server = TestEngines.openAsSuperuser("postgres"); var statement = server.createStatement()) {
            statement.execute("ALTER DATABASE " + database.name() + " ALLOW_CONNECTIONS " + allowed);
            if (!allowed) {
                statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
                        + database.name() + "'");
            }
        }
    }

    private HttpResponse<String> probe(String name) {
        return send(HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + managementPort + "/actuator/health/" + name)));
    }
}
