package dev.baton.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.SignedJWT;
import dev.baton.events.AccountId;
import dev.baton.events.Role;
import dev.baton.events.UserId;
import dev.baton.testing.TestTokens;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A remembered signature is good for that token and that key, and for nothing else. */
class RememberedSignaturesTest {
    private static final ECKey KEY = TestTokens.newKey("key");
    private static final ECKey OTHER = TestTokens.newKey("other");

    private final RememberedSignatures signatures = new RememberedSignatures(2);

    @Test
    void theSameTokenIsGoodAgain() throws Exception {
        SignedJWT token = token();
        assertThat(verify(token, KEY)).isTrue();
        assertThat(verify(token, KEY)).isTrue();
        assertThat(signatures.count()).isEqualTo(1);
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
    void whatIsRefusedIsNotRemembered() throws Exception {
        assertThat(verify(token(), OTHER)).isFalse();

        assertThat(signatures.count()).isZero();
    }

    @Test
    void theLongestUnusedIsForgottenAndVerifiedAgain() throws Exception {
        List<SignedJWT> tokens = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            tokens.add(token());
            assertThat(verify(tokens.getLast(), KEY)).isTrue();
        }

        assertThat(signatures.count()).isEqualTo(2);
        assertThat(tokens).allMatch(token -> verify(token, KEY));
    }

    private boolean verify(SignedJWT token, ECKey key) {
        try {
            return token.verify(signatures.createJWSVerifier(token.getHeader(), key.toECPublicKey()));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SignedJWT token() throws ParseException {
        return SignedJWT.parse(TestTokens.sign(KEY, TestTokens.claims(new AccountId(UUID.randomUUID()),
                new UserId(UUID.randomUUID()), "Robin", Role.ENGINEER).build()));
    }
}
