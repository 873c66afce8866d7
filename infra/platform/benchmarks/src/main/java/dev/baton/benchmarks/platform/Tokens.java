package dev.baton.benchmarks.platform;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Access tokens signed with the platform's own key: a thousand sign-ins would be a benchmark of password hashing. */
public final class Tokens {
    private static final Duration LIFE = Duration.ofHours(1);

    private final JsonMapper json = JsonMapper.shared();
    private final PrivateKey key;
    private final String keyId;
    private final String issuer;

    Tokens(Path keys, String issuer) throws IOException {
        JsonNode jwk = json.readTree(Files.readString(keys)).required("keys").get(0);
        this.key = privateKey(jwk.required("d").asString());
        this.keyId = jwk.required("kid").asString();
        this.issuer = issuer;
    }

    public String of(Person person) {
        Instant now = Instant.now();
        String signed = encoded(Map.of("alg", "ES256", "kid", keyId)) + "." + encoded(Map.of(
                "iss", issuer,
                "aud", "baton",
                "sub", person.id(),
                "account_id", person.account(),
                "role", person.role().name().toLowerCase(Locale.ROOT),
                "name", person.name(),
                "iat", now.getEpochSecond(),
                "exp", now.plus(LIFE).getEpochSecond(),
                "jti", UUID.randomUUID()));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + encoded(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String encoded(Map<String, ?> members) {
        return encoded(json.writeValueAsBytes(members));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static PrivateKey privateKey(String scalar) {
        try {
            AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
            curve.init(new ECGenParameterSpec("secp256r1"));
            return KeyFactory.getInstance("EC")
                    .generatePrivate(new ECPrivateKeySpec(new BigInteger(1, Base64.getUrlDecoder().decode(scalar)),
                            curve.getParameterSpec(ECParameterSpec.class)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
