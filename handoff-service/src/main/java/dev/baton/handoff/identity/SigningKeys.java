package dev.baton.handoff.identity;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.io.InputStream;
import java.text.ParseException;
import java.util.Map;
import org.springframework.core.io.Resource;

/** The keys that sign access tokens: they come from configuration, so that all replicas agree. */
final class SigningKeys {
    private final JWKSet keys;

    SigningKeys(JWKSet keys) {
        if (keys.getKeys().isEmpty() || !keys.getKeys().stream().allMatch(SigningKeys::signs)) {
            throw new IllegalArgumentException(
                    "baton.identity.signing-keys must hold private EC keys for ES256, each with a kid");
        }
        this.keys = keys;
    }

    static SigningKeys read(Resource resource) {
        try (InputStream in = resource.getInputStream()) {
            return new SigningKeys(JWKSet.load(in));
        } catch (IOException | ParseException e) {
            throw new IllegalArgumentException("baton.identity.signing-keys cannot be read as a JWK Set", e);
        }
    }

    /** The first key signs; the others are published while tokens that they signed live on. */
    JWK current() {
        return keys.getKeys().getFirst();
    }

    JWKSet all() {
        return keys;
    }

    /** What anybody may see (RFC 7517). */
    Map<String, Object> published() {
        return keys.toPublicJWKSet().toJSONObject();
    }

    private static boolean signs(JWK key) {
        return key instanceof ECKey && key.isPrivate() && key.getKeyID() != null
                && (key.getAlgorithm() == null || JWSAlgorithm.ES256.equals(key.getAlgorithm()));
    }
}
