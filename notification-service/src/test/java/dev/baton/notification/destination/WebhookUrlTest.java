package dev.baton.notification.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The door against requests to inside addresses (T6): what is not on the list does not get in, however it is spelled. */
class WebhookUrlTest {
    private static final List<AllowedOrigin> SLACK = List.of(AllowedOrigin.valueOf("https://hooks.slack.com"),
            AllowedOrigin.valueOf("https://hooks.slack-gov.com"));
    private static final List<AllowedOrigin> TEAMS = List.of(AllowedOrigin.valueOf("https://*.logic.azure.com"),
            AllowedOrigin.valueOf("https://*.api.powerplatform.com"));
    private static final List<AllowedOrigin> LOCAL = List.of(AllowedOrigin.valueOf("http://127.0.0.1:9071"));

    @ParameterizedTest
    @CsvSource({
            "https://hooks.slack.com/services/T0/B0/x, https://hooks.slack.com:443/services/T0/B0/x",
            "https://hooks.slack.com:443/services/T0/B0/x, https://hooks.slack.com:443/services/T0/B0/x",
            "HTTPS://Hooks.Slack.COM/services/T0/B0/x, https://hooks.slack.com:443/services/T0/B0/x",
            "https://hooks.slack.com:/services/T0/B0/x, https://hooks.slack.com:443/services/T0/B0/x",
            "https://hooks.slack-gov.com/services/T0?a=b%20c, https://hooks.slack-gov.com:443/services/T0?a=b%20c"})
    void whatIsOnTheListIsReadOneWay(String typed, String read) throws Exception {
        assertThat(WebhookUrl.of(typed, SLACK).uri()).hasToString(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "https://prod-12.westeurope.logic.azure.com:443/workflows/a/triggers/manual/paths/invoke?api-version=1&sig=x",
            "https://942e.4a.environment.api.powerplatform.com:443/powerautomate/automations/direct/workflows/b?sig=x"})
    void bothFamiliesOfWorkflowsHostsAreTaken(String url) throws Exception {
        assertThat(WebhookUrl.of(url, TEAMS).uri()).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://hooks.slack.com/services/x", "https://hooks.slack.com:8443/services/x",
            "https://hooks.slack.com:80/services/x", "https://hooks.slack.com.evil.example/services/x",
            "https://evil.example/hooks.slack.com", "https://xhooks.slack.com/services/x",
            "https://x.hooks.slack.com/services/x", "https://slack.com/services/x",
            "https://hooks.slack.com./services/x", "https://hooks.slack.com@evil.example/services/x",
            "https://hooks.slack.com:443@evil.example/x", "https://user:secret@hooks.slack.com/services/x",
            "https://@hooks.slack.com/services/x", "https://hooks.slack.com/services/x#part",
            "https://hooks.slack.com#@evil.example/", "https://hooks.slack.com%2eevil.example/x",
            "https://hooks.slack.com%00.evil.example/x", "https://hooks.slack.com\\@evil.example/x",
            "https:\\\\hooks.slack.com\\services", "https:hooks.slack.com/services/x", "https:///services/x",
            "//hooks.slack.com/services/x", "hooks.slack.com/services/x", "javascript:alert(1)", "file:///etc/passwd",
            "ftp://hooks.slack.com/x", "gopher://hooks.slack.com/x", "jar:https://hooks.slack.com/x!/",
            "https://127.0.0.1/services/x", "https://[::1]/services/x", "https://[::ffff:127.0.0.1]/x",
            "https://2130706433/services/x", "https://0x7f.1/services/x", "https://0/services/x",
            "https://169.254.169.254/latest/meta-data", "https://localhost/services/x", "https://10.0.0.1/x",
            "https://hооks.slack.com/services/x", "https://hooks.slack.com。evil.example/x", "https://ⓗooks.slack.com/x",
            "https://xn--hks-tmca.slack.com/services/x", "https://hooks.slack.com /services/x",
            " https://hooks.slack.com/services/x", "https://hooks.slack.com/services/x\r\nHost: evil.example",
            "https://hooks.slack.com\t/services/x", "https://hooks.slack.com/services/\u0000",
            "https://hooks.slack.com",
            "https://hooks.slack.com/", "https://hooks.slack.com:443:443/x", "https://hooks.slack.com:99999/x",
            "https://hooks.slack.com:-443/x", "https://hooks_slack.com/x", "https://hooks.slack.com,evil.example/x",
            "https://hooks.slack.com;evil.example/x", "https://*.slack.com/x", "https://hooks.slack.com/a|b", "", "x"})
    void whatIsNotOnTheListIsRefused(String url) {
        assertThatExceptionOfType(WebhookUrl.NotAllowed.class).isThrownBy(() -> WebhookUrl.of(url, SLACK));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://logic.azure.com/workflows/x", "https://.logic.azure.com/workflows/x",
            "https://evil-logic.azure.com/x", "https://x.logic.azure.com.evil.example/x",
            "https://evil.example/.logic.azure.com", "https://a..logic.azure.com/x", "https://a.logic.azure.com:8443/x",
            "http://a.logic.azure.com/x", "https://hooks.slack.com/services/x", "https://api.powerplatform.com/x",
            "https://a_b.logic.azure.com/x", "https://127.0.0.1.logic.azure.com.evil.example/x"})
    void aWildcardStandsForLabelsBeforeTheRestOnly(String url) {
        assertThatExceptionOfType(WebhookUrl.NotAllowed.class).isThrownBy(() -> WebhookUrl.of(url, TEAMS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://acme.webhook.office.com/webhookb2/x/IncomingWebhook/y",
            "https://ACME.webhook.office.com/webhookb2/x", "https://outlook.office.com/webhook/x",
            "https://outlook.office365.com/webhook/x"})
    void aRetiredConnectorIsRefusedWithWhatToCreateInstead(String url) {
        assertThatExceptionOfType(WebhookUrl.NotAllowed.class).isThrownBy(() -> WebhookUrl.of(url, TEAMS))
                .satisfies(refusal -> assertThat(refusal.rule()).contains("retired", "Workflows"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1/hooks", "http://127.0.0.1:9072/hooks", "https://127.0.0.1:9071/hooks",
            "http://localhost:9071/hooks", "http://127.1:9071/hooks", "http://2130706433:9071/hooks",
            "http://[::1]:9071/hooks", "http://hooks.slack.com/services/x"})
    void plainHttpIsForTheOneOriginThatIsNamed(String url) throws Exception {
        assertThat(WebhookUrl.of("http://127.0.0.1:9071/hooks", LOCAL).uri())
                .hasToString("http://127.0.0.1:9071/hooks");
        assertThatExceptionOfType(WebhookUrl.NotAllowed.class).isThrownBy(() -> WebhookUrl.of(url, LOCAL));
    }

    @Test
    void itsLengthIsBounded() throws Exception {
        String longest = "https://hooks.slack.com/" + "x".repeat(1976);

        assertThat(WebhookUrl.of(longest, SLACK).host()).isEqualTo("hooks.slack.com");
        assertThatExceptionOfType(WebhookUrl.NotAllowed.class).isThrownBy(() -> WebhookUrl.of(longest + "x", SLACK));
    }

    @Test
    void itsTextFormKeepsTheSecret() throws Exception {
        assertThat(WebhookUrl.of("https://hooks.slack.com/services/T0/B0/secret", SLACK))
                .hasToString("hooks.slack.com");
    }
}
