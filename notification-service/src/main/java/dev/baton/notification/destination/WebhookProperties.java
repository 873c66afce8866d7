package dev.baton.notification.destination;

import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where webhooks may be, and how their URLs are kept. All replicas must have the same values.
 *
 * @param encryptionKeys the first encrypts, all decrypt: a new one goes first, an old one goes when no URL needs it
 * @param slackOrigins what a Slack webhook URL may start with
 * @param teamsOrigins what a Teams Workflows URL may start with; Power Automate has two families of hosts
 */
@Validated
@ConfigurationProperties("baton.notification.destination")
record WebhookProperties(
        @Nullable List<String> encryptionKeys,
        @NotEmpty @DefaultValue({
                "https://hooks.slack.com", "https://hooks.slack-gov.com"}) List<AllowedOrigin> slackOrigins,
        @NotEmpty @DefaultValue({"https://*.logic.azure.com",
                "https://*.api.powerplatform.com"}) List<AllowedOrigin> teamsOrigins) {
    WebhookProperties {
        encryptionKeys = encryptionKeys == null ? List.of() : List.copyOf(encryptionKeys);
        slackOrigins = List.copyOf(slackOrigins);
        teamsOrigins = List.copyOf(teamsOrigins);
        if (encryptionKeys.isEmpty()) {
            throw new IllegalArgumentException("baton.notification.destination.encryption-keys must name a key");
        }
        encryptionKeys.forEach(EncryptionKey::of);
    }

    // Texts above and not keys: what cannot be converted is quoted in the log of the start.
    List<EncryptionKey> keys() {
        return Objects.requireNonNull(encryptionKeys).stream().map(EncryptionKey::of).toList();
    }

    List<AllowedOrigin> origins(WebhookKind kind) {
        return switch (kind) {
            case SLACK -> slackOrigins;
            case TEAMS -> teamsOrigins;
        };
    }

    @Override
    public String toString() {
        return "WebhookProperties[" + keys() + ", " + slackOrigins + ", " + teamsOrigins + "]";
    }
}
