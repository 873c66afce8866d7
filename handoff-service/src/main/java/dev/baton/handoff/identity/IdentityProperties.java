package dev.baton.handoff.identity;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of sign-in.
 *
 * @param builtIn whether this service signs people in itself; false when an OIDC issuer does
 * @param signingKeys a JWK Set with private ES256 keys, the same for all replicas; the first signs, all are published
 * @param accessTokenLife of an access token: of ours, at most an hour, because it is good until then whatever happens to its
 *     owner; or the longest of an issuer's
 * @param refreshTokenLife how long a page may be closed and still come back without a password
 * @param secureCookie whether the refresh cookie is sent over https only; false for the local run
 * @param invitationLife how long an invitation can be accepted
 * @param failedSignIns wrong passwords for an address within the window, after which further tries are refused
 * @param failureWindow how long a wrong password counts
 */
@Validated
@ConfigurationProperties("baton.identity")
public record IdentityProperties(@DefaultValue("true") boolean builtIn, @Nullable Resource signingKeys,
        @DefaultValue("15m") @DurationMin(minutes = 1) @DurationMax(hours = 24) Duration accessTokenLife,
        @DefaultValue("12h") @DurationMin(minutes = 15) @DurationMax(days = 30) Duration refreshTokenLife,
        @DefaultValue("true") boolean secureCookie,
        @DefaultValue("7d") @DurationMin(hours = 1) @DurationMax(days = 30) Duration invitationLife,
        @DefaultValue("10") @Min(3) @Max(100) int failedSignIns,
        @DefaultValue("15m") @DurationMin(minutes = 1) @DurationMax(hours = 24) Duration failureWindow) {
    private static final Duration LONGEST_OF_OURS = Duration.ofHours(1);

    @AssertTrue(message = "accessTokenLife must be at most 1 hour while builtIn is true")
    boolean isAccessTokenLifeInBounds() {
        return !builtIn || accessTokenLife.compareTo(LONGEST_OF_OURS) <= 0;
    }
}
