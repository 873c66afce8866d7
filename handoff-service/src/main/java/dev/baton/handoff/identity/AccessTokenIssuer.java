package dev.baton.handoff.identity;

import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import dev.baton.platform.security.SecurityProperties;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/** Makes the access tokens that every service checks (RFC 9068 in spirit: short-lived, audience-bound, signed). */
final class AccessTokenIssuer {
    private final JwtEncoder encoder;
    private final SigningKeys keys;
    private final SecurityProperties security;
    private final IdentityProperties identity;
    private final Clock clock;

    AccessTokenIssuer(SigningKeys keys, SecurityProperties security, IdentityProperties identity, Clock clock) {
        this.encoder = new NimbusJwtEncoder(new ImmutableJWKSet<>(keys.all()));
        this.keys = keys;
        this.security = security;
        this.identity = identity;
        this.clock = clock;
    }

    String issue(Member member) {
        Instant now = clock.instant();
        JwtClaimsSet claims = JwtClaimsSet.builder()
                .issuer(security.issuer())
                .audience(List.of(security.audience()))
                .subject(member.id().toString())
                .claim("account_id", member.accountId().toString())
                .claim("role", member.role().name().toLowerCase(Locale.ROOT))
                .claim("name", member.name())
                .issuedAt(now)
                .expiresAt(now.plus(identity.accessTokenLife()))
                .id(UUID.randomUUID().toString())
                .build();
        JwsHeader header = JwsHeader.with(SignatureAlgorithm.ES256).keyId(keys.current().getKeyID()).build();
        return encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
    }
}
