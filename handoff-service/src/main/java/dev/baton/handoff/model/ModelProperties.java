package dev.baton.handoff.model;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the language model.
 *
 * @param provider whose model is asked
 * @param baseUrl of the provider's API; null for its public one
 * @param apiKey of the provider. It has no constraint here, or a refusal would print it
 * @param name which model, as the provider calls it
 * @param maxTokens the longest answer
 * @param timeout of one call with all its retries
 * @param retries after an answer that says to come back, or none; they wait as the provider asks, within the timeout
 */
@Validated
@ConfigurationProperties("baton.model")
public record ModelProperties(@DefaultValue("none") @NotNull Provider provider, @Nullable URI baseUrl,
        @Nullable String apiKey, @Nullable @Size(max = 200) String name,
        @DefaultValue("4096") @Min(256) @Max(32768) int maxTokens,
        @DefaultValue("45s") @DurationUnit(ChronoUnit.SECONDS) @DurationMin(seconds = 1) @DurationMax(minutes = 10) Duration timeout,
        @DefaultValue("2") @Min(0) @Max(5) int retries) {
    private static final int MAX_KEY_LENGTH = 500;

    /** Where the API is. */
    String requiredUrl() {
        URI url = baseUrl == null ? provider.url() : baseUrl;
        if (url == null || url.getHost() == null || url.getUserInfo() != null
                || !("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
            throw new IllegalArgumentException("baton.model.base-url is not an http or https URL of a host");
        }
        return url.toString();
    }

    /** The name of the model. */
    String requiredName() {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException(
                    "baton.model.name is required while baton.model.provider is " + provider);
        }
        return name;
    }

    /** The key, fit for a header. */
    String requiredKey() {
        if (apiKey == null || apiKey.isEmpty()) {
            throw new IllegalArgumentException(
                    "baton.model.api-key is required while baton.model.provider is " + provider);
        }
        if (apiKey.length() > MAX_KEY_LENGTH || !apiKey.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw new IllegalArgumentException("baton.model.api-key is too long or holds what no key holds");
        }
        return apiKey;
    }

    @Override
    public String toString() {
        return "ModelProperties[provider=" + provider + ", baseUrl=" + baseUrl + ", name=" + name + ", maxTokens="
                + maxTokens + ", timeout=" + timeout + ", retries=" + retries + "]";
    }
}
