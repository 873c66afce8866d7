package dev.baton.platform.security;

import dev.baton.events.AccountId;
import dev.baton.events.Role;
import dev.baton.events.UserId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.MappedJwtClaimSetConverter;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Verifies access tokens: signature by a key of the issuer, algorithm, issuer, audience, expiry, and the claims that
 * name the actor (acceptance T3). Knows nothing of servlets. Safe for use by many threads; may block for the key set.
 */
public final class AccessTokens {
    private static final int MAX_NAME_LENGTH = 200;
    // Less than 1 MB. Beyond the people of one replica and 15 minutes it only costs a verification again.
    private static final int REMEMBERED_SIGNATURES = 10_000;

    private static final MappedJwtClaimSetConverter CLAIMS = MappedJwtClaimSetConverter.withDefaults(Map.of());

    private final NimbusJwtDecoder decoder;

    public AccessTokens(SecurityProperties settings, Clock clock) {
        this(settings, clock, List.of());
    }

    /** @param rules what a service asks of a token besides */
    public AccessTokens(SecurityProperties settings, Clock clock, List<OAuth2TokenValidator<Jwt>> rules) {
        RememberedSignatures signatures = new RememberedSignatures(REMEMBERED_SIGNATURES);
        decoder = NimbusJwtDecoder.withJwkSource(new IssuerKeys(settings, clock))
                .jwsAlgorithms(accepted -> accepted.addAll(settings.algorithms()))
                .jwtProcessorCustomizer(processor -> processor.setJWSVerifierFactory(signatures))
                .build();
        decoder.setClaimSetConverter(AccessTokens::ownClaims);
        JwtTimestampValidator lifetime = new JwtTimestampValidator(settings.clockSkew());
        lifetime.setClock(clock);
        lifetime.setAllowEmptyExpiryClaim(false);
        List<OAuth2TokenValidator<Jwt>> all = new ArrayList<>(List.of(lifetime,
                new JwtIssuerValidator(settings.issuer()),
                token -> check(token.getAudience() != null && token.getAudience().contains(settings.audience()), "aud"),
                AccessTokens::namesAnActor));
        all.addAll(rules);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(all));
    }

    /**
     * For whoever needs the plain decoder; every token that it accepts names an actor. {@link Jwt#getIssuedAt} is null
     * where the token does not say it.
     */
    public JwtDecoder decoder() {
        return decoder;
    }

    /**
     * Verifies a compact JWT.
     *
     * @throws BadJwtException when it is not acceptable: 401
     * @throws JwtException when it cannot be told, because no key set is known: 503
     */
    public AccessToken verify(String token) {
        Jwt verified = decoder.decode(token);
        return new AccessToken(actor(verified), Objects.requireNonNull(verified.getExpiresAt(), JwtClaimNames.EXP));
    }

    /** The actor that a verified token names. */
    static Actor actor(Jwt token) {
        String name = Objects.requireNonNull(token.getClaimAsString("name"), "name");
        String role = Objects.requireNonNull(token.getClaimAsString("role"), "role");
        if (name.isBlank() || name.length() > MAX_NAME_LENGTH || !role.equals(role.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("not the claims of an actor");
        }
        return new Actor(UserId.of(Objects.requireNonNull(token.getSubject(), JwtClaimNames.SUB)),
                AccountId.of(Objects.requireNonNull(token.getClaimAsString("account_id"), "account_id")), name,
                Role.valueOf(role.toUpperCase(Locale.ROOT)));
    }

    // The library makes an iat up, a second before exp, which would look like the shortest of lives.
    private static Map<String, Object> ownClaims(Map<String, Object> said) {
        Map<String, Object> claims = new HashMap<>(CLAIMS.convert(said));
        if (said.get(JwtClaimNames.IAT) == null) {
            claims.remove(JwtClaimNames.IAT);
        }
        return claims;
    }

    private static OAuth2TokenValidatorResult namesAnActor(Jwt token) {
        try {
            return check(actor(token).id() != null, JwtClaimNames.SUB);
        } catch (IllegalArgumentException | NullPointerException e) {
            return check(false, "claims");
        }
    }

    private static OAuth2TokenValidatorResult check(boolean good, String what) {
        return good
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token", "not acceptable: " + what, null));
    }
}
