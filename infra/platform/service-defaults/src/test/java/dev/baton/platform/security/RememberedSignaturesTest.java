package dev.baton.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import dev.baton.events.AccountId;
import dev.baton.events.Role;
import dev.baton.events.UserId;
import dev.baton.testing.TestTokens;
import java.security.Key;
import java.text.ParseException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

/** A remembered signature is good for that token and that key, and for nothing else. */
class RememberedSignaturesTest {
    private static final ECKey KEY = TestTokens.newKey("key");
    private static final ECKey OTHER = TestTokens.newKey("other");

    private int verifications;
    private final RememberedSignatures signatures = new RememberedSignatures(2, new Counting());

    @Test
    void theSameTokenIsVerifiedOnce() throws Exception {
        SignedJWT token = token();

        assertThat(verify(token, KEY)).isTrue();
        assertThat(verify(token, KEY)).isTrue();

        assertThat(verifications).isEqualTo(1);
    }

    @Test
    void otherClaimsUnderARememberedSignatureAreRefused() throws Exception {
        SignedJWT token = token();
        verify(token, KEY);

        String[] mine = token.serialize().split("\\.");
        String[] others = token().serialize().split("\\.");

        assertThat(verify(SignedJWT.parse(mine[0] + "." + others[1] + "." + mine[2]), KEY)).isFalse();
        assertThat(verify(SignedJWT.parse(mine[0] + "." + mine[1] + "." + others[2]), KEY)).isFalse();
    }

    @Test
    void aRememberedTokenIsRefusedUnderAnotherKey() throws Exception {
        SignedJWT token = token();
        verify(token, KEY);

        assertThat(verify(token, OTHER)).isFalse();
    }

    @Test
    void whatIsRefusedIsRefusedAgain() throws Exception {
        SignedJWT token = token();

        assertThat(verify(token, OTHER)).isFalse();
        assertThat(verify(token, OTHER)).isFalse();

        assertThat(verifications).isEqualTo(2);
    }

    @Test
    void theLongestUnusedIsForgottenAndVerifiedAgain() throws Exception {
        SignedJWT used = token();
        SignedJWT unused = token();
        verify(used, KEY);
        verify(unused, KEY);
        verify(used, KEY);

        verify(token(), KEY);

        assertThat(verifications).isEqualTo(3);
        assertThat(verify(used, KEY)).isTrue();
        assertThat(verifications).isEqualTo(3);
        assertThat(verify(unused, KEY)).isTrue();
        assertThat(verifications).isEqualTo(4);
    }

    private boolean verify(SignedJWT token, ECKey key) throws JOSEException {
        return token.verify(signatures.createJWSVerifier(token.getHeader(), key.toECPublicKey()));
    }

    private static SignedJWT token() throws ParseException {
        return SignedJWT.parse(TestTokens.sign(KEY, TestTokens.claims(new AccountId(UUID.randomUUID()),
                new UserId(UUID.randomUUID()), "Robin", Role.ENGINEER).build()));
    }

    /** Verifies really, and counts. */
    private final class Counting extends DefaultJWSVerifierFactory {
        @Override
        public JWSVerifier createJWSVerifier(JWSHeader header, Key key) throws JOSEException {
            JWSVerifier real = super.createJWSVerifier(header, key);
            JWSVerifier counting = Mockito.spy(real);
            Mockito.doAnswer(call -> {
                verifications++;
                return real.verify(header, call.<byte[]>getArgument(1), call.<Base64URL>getArgument(2));
            }).when(counting).verify(Mockito.any(), Mockito.any(), Mockito.any());
            return counting;
        }
    }
}
