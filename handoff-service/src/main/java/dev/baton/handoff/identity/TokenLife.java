package dev.baton.handoff.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;

/**
 * Refuses tokens of an OIDC issuer that are good for longer than {@code baton.identity.access-token-life}, and those that
 * do not say since when they are, or of a time to come: erasing a person (E8) waits until their last token has ended, and
 * relies on that.
 *
 * @param clockSkew by which the issuer's clock may be ahead
 */
record TokenLife(Duration longest, Duration clockSkew, Clock clock) implements OAuth2TokenValidator<Jwt> {
    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        Instant from = token.getIssuedAt();
        Instant until = token.getExpiresAt();
        return from != null && until != null && !from.isAfter(clock.instant().plus(clockSkew))
                && !until.isAfter(from.plus(longest))
                        ? OAuth2TokenValidatorResult.success()
                        : OAuth2TokenValidatorResult.failure(
                                new OAuth2Error("invalid_token", "not acceptable: " + JwtClaimNames.IAT, null));
    }
}
