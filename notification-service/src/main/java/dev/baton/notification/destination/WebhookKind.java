package dev.baton.notification.destination;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The chats that an account can connect. Each has a channel of the same name. */
public enum WebhookKind {
    SLACK("Slack"),
    TEAMS("Microsoft Teams");

    private final String label;

    WebhookKind(String label) {
        this.label = label;
    }

    /** As people know it. */
    public String label() {
        return label;
    }

    /** As stored, in URLs, and as the name of the channel. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty for anything but the exact code. */
    public static Optional<WebhookKind> of(String code) {
        return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
    }
}
