package dev.baton.platform.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.proc.JWSVerifierFactory;
import com.nimbusds.jose.util.Base64URL;
import java.nio.ByteBuffer;
import java.security.Key;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Verifies the signature of a token once, however often the token comes. Of every request this was the dearest part: an
 * ECDSA verification costs as much as the SQL of an escalation. Safe for use by many threads.
 *
 * <p>What is remembered is a fact about a key, a signing input and a signature, which time does not change. Which keys
 * are good, expiry and all claims are checked on every request as before.
 */
final class RememberedSignatures implements JWSVerifierFactory {
    private final JWSVerifierFactory factory;
    private final Map<Fact, Boolean> verified;

    /** SHA-256 of a key, what was signed with it, and the signature. As four numbers it takes half of the memory of an array. */
    private record Fact(long first, long second, long third, long fourth) {
        static Fact of(byte[] sha256) {
            ByteBuffer bytes = ByteBuffer.wrap(sha256);
            return new Fact(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
        }
    }

    /** @param most the number of signatures that are remembered, about 80 bytes each; the longest unused goes first */
    RememberedSignatures(int most) {
        this(most, new DefaultJWSVerifierFactory());
    }

    RememberedSignatures(int most, JWSVerifierFactory factory) {
        this.factory = factory;
        verified = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Fact, Boolean> eldest) {
                return size() > most;
            }
        });
    }

    @Override
    public JWSVerifier createJWSVerifier(JWSHeader header, Key key) throws JOSEException {
        return new Verifier(factory.createJWSVerifier(header, key), key.getEncoded());
    }

    @Override
    public Set<JWSAlgorithm> supportedJWSAlgorithms() {
        return factory.supportedJWSAlgorithms();
    }

    @Override
    public JCAContext getJCAContext() {
        return factory.getJCAContext();
    }

    private final class Verifier implements JWSVerifier {
        private final JWSVerifier verifier;
        private final byte[] key;

        private Verifier(JWSVerifier verifier, byte[] key) {
            this.verifier = verifier;
            this.key = key;
        }

        @Override
        public boolean verify(JWSHeader header, byte[] signingInput, Base64URL signature) throws JOSEException {
            Fact fact = fact(signingInput, signature);
            // Not containsKey, which would leave its age as it is.
            if (verified.get(fact) != null) {
                return true;
            }
            boolean good = verifier.verify(header, signingInput, signature);
            if (good) {
                verified.put(fact, true);
            }
            return good;
        }

        // The lengths keep two facts from running together to the same bytes.
        private Fact fact(byte[] signingInput, Base64URL signature) {
            MessageDigest digest = sha256();
            digest.update(ByteBuffer.allocate(2 * Integer.BYTES).putInt(key.length).putInt(signingInput.length).flip());
            digest.update(key);
            digest.update(signingInput);
            digest.update(signature.decode());
            return Fact.of(digest.digest());
        }

        @Override
        public Set<JWSAlgorithm> supportedJWSAlgorithms() {
            return verifier.supportedJWSAlgorithms();
        }

        @Override
        public JCAContext getJCAContext() {
            return verifier.getJCAContext();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }
}
