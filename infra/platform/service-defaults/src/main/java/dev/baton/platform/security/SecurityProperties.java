package dev.baton.platform.security;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.validation.annotation.Validated;

/**
 * Which access tokens are accepted.
 *
 * @param issuer the only accepted {@code iss}
 * @param audience must be among {@code aud}
 * @param algorithms of the issuer; public-key ones only, ES256 for Baton's own tokens, RS256 for most OIDC issuers
 * @param jwksUris where the issuer's public keys are, tried in this order
 * @param jwksMaxAge after this a known key set is fetched again
 * @param jwksMinInterval between two attempts to fetch; a forged key id must not cause a fetch for each request
 * @param jwksOutageTolerance how long known keys stay good while no URI answers
 * @param clockSkew allowed between the issuer and this process
 * @param contentSecurityPolicy of every answer; a service that serves pages sets its own
 */
@Validated
@ConfigurationProperties("baton.security")
public record SecurityProperties(@NotBlank String issuer, @NotBlank @DefaultValue("baton") String audience,
        @NotEmpty @DefaultValue("ES256") List<SignatureAlgorithm> algorithms, @NotEmpty List<URI> jwksUris,
        @DefaultValue("5m") @DurationMin(seconds = 10) @DurationMax(hours = 24) Duration jwksMaxAge,
        @DefaultValue("10s") @DurationMin(seconds = 1) @DurationMax(minutes = 10) Duration jwksMinInterval,
        @DefaultValue("4h") @DurationMin(minutes = 1) @DurationMax(days = 7) Duration jwksOutageTolerance,
        @DefaultValue("30s") @DurationMin(seconds = 0) @DurationMax(minutes = 2) Duration clockSkew,
        @NotBlank @DefaultValue("default-src 'none'; frame-ancestors 'none'") String contentSecurityPolicy) {
    public SecurityProperties {
        algorithms = List.copyOf(algorithms);
        jwksUris = List.copyOf(jwksUris);
    }
}
