package dev.baton.handoff.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.handoff.testing.Api;
import dev.baton.handoff.testing.Desks;
import dev.baton.handoff.testing.HandoffTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** The demo data as it is shipped, through the use cases that people use. */
@HandoffTest
@TestPropertySource(properties = {"baton.demo.data=../infra/platform/launcher/src/main/resources/demo",
        "spring.main.allow-bean-definition-overriding=true"})
class DemoSeedTest {
    @Autowired
    private Desks desks;

    @Autowired
    private DemoSeed seed;

    @Test
    void bothAccountsHaveAPastAQueueAndPeopleWhoCanSignIn() {
        for (String account : new String[]{"acme", "globex"}) {
            String token = signIn("senior@" + account + ".example").ok().get("access_token").asString();

            JsonNode queue = desks.withToken(token).get("/ai-sessions/escalation-queue").ok().get("items");
            assertThat(queue).hasSize(3);
            assertThat(queue.findValuesAsString("assessment_state")).containsOnly("ready");
            assertThat(desks.withToken(token).get("/ai-sessions").ok().get("items")).isNotEmpty();
        }
        signIn("former@acme.example").problem(401, "invalid-credentials");
    }

    @Test
    void aSecondSeedingChangesNothing() throws Exception {
        String token = signIn("junior@acme.example").ok().get("access_token").asString();
        JsonNode before = desks.withToken(token).get("/ai-sessions?limit=200").ok();

        seed.run(new DefaultApplicationArguments());

        assertThat(desks.withToken(token).get("/ai-sessions?limit=200").ok()).isEqualTo(before);
    }

    private Api.Answer signIn(String email) {
        return desks.withToken(null).post("/auth/token", Map.of("email", email, "password", "baton-demo"));
    }
}
