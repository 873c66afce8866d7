package dev.baton.notification.channel;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the console is.
 *
 * @param linkBaseUrl absolute http or https URL that links in messages start with
 */
@Validated
@ConfigurationProperties("baton.notification")
record LinkProperties(@NotNull @DefaultValue("http://localhost:8080") URI linkBaseUrl) {
    LinkProperties {
        if (!"http".equals(linkBaseUrl.getScheme()) && !"https".equals(linkBaseUrl.getScheme())) {
            throw new IllegalArgumentException("baton.notification.link-base-url must start with http:// or https://");
        }
    }
}
