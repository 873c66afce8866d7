package dev.baton.notification.channel.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class UrlSecretsTest {
    private static final URI SLACK = URI
            .create("https://hooks.slack.com/services/T024BE7LD/B019G0CGH8Q/aBcDeFgHiJkLmNoPqRsTuVwX");
    private static final URI TEAMS = URI.create(
            "https://prod-1.westeurope.logic.azure.com/workflows/0f1e2d3c4b5a/triggers/manual/paths/invoke?api-version=2016-06-01"
                    + "&sig=s3cr%2Bt0123");

    @Test
    void anErrorPageThatQuotesTheRequestDoesNotTellTheSecret() {
        assertThat(UrlSecrets.without(SLACK, "Not found: " + SLACK.getPath())).isEqualTo("Not found: [removed]");
        assertThat(UrlSecrets.without(SLACK, "no hook aBcDeFgHiJkLmNoPqRsTuVwX of T024BE7LD"))
                .isEqualTo("no hook [removed] of [removed]");
        assertThat(UrlSecrets.without(TEAMS, "bad sig s3cr+t0123 or s3cr%2Bt0123 of 0f1e2d3c4b5a"))
                .isEqualTo("bad sig [removed] or [removed] of [removed]");
    }

    @Test
    void whatTheServicesReallyAnswerStaysAsItIs() {
        for (String answer : new String[]{"ok", "no_service", "invalid_payload", "services and workflows", ""}) {
            assertThat(UrlSecrets.without(SLACK, answer)).isEqualTo(answer);
            assertThat(UrlSecrets.without(TEAMS, answer)).isEqualTo(answer);
        }
    }
}
