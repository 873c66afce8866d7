package dev.baton.launcher.topology;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Signs access tokens: a JWK Set of one private ES256 key, made once, shared by the replicas of handoff-service. */
final class SigningKey {
    private static final int COORDINATE_BYTES = 32;

    private SigningKey() {}

    /** Synchronised, because processes are started at the same time. */
    static synchronized Path in(DataFolder data) throws IOException {
        Path file = data.keys().resolve("access-tokens.jwks.json");
        if (!Files.exists(file)) {
            DataFolder.writeSecret(file, JsonMapper.shared().writeValueAsString(Map.of("keys", List.of(generate()))));
        }
        return file;
    }

    private static Map<String, String> generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            ECPublicKey open = (ECPublicKey) pair.getPublic();
            String x = encoded(open.getW().getAffineX());
            String y = encoded(open.getW().getAffineY());
            Map<String, String> jwk = new LinkedHashMap<>();
            jwk.put("kty", "EC");
            jwk.put("crv", "P-256");
            jwk.put("use", "sig");
            jwk.put("alg", "ES256");
            jwk.put("kid", thumbprint(x, y));
            jwk.put("x", x);
            jwk.put("y", y);
            jwk.put("d", encoded(((ECPrivateKey) pair.getPrivate()).getS()));
            return jwk;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK makes no P-256 keys", e);
        }
    }

    /** RFC 7638: the hash over the required members in alphabetical order, without white space. */
    private static String thumbprint(String x, String y) throws GeneralSecurityException {
        String members = "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" + x + "\",\"y\":\"" + y + "\"}";
        return encoded(MessageDigest.getInstance("SHA-256").digest(members.getBytes(StandardCharsets.UTF_8)));
    }

    /** RFC 7518, 6.2.1.2: always the full length, leading zeros included. */
    private static String encoded(BigInteger coordinate) {
        byte[] signed = coordinate.toByteArray();
        byte[] bytes = new byte[COORDINATE_BYTES];
        int length = Math.min(signed.length, COORDINATE_BYTES);
        System.arraycopy(signed, signed.length - length, bytes, COORDINATE_BYTES - length, length);
        return encoded(bytes);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
