package dev.baton.notification.destination;

import dev.baton.events.AccountId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.springframework.stereotype.Component;

/**
 * Encrypts URLs with AES-256-GCM. Account and webhook are part of what is authenticated: a sealed URL that is copied to
 * another row cannot be opened there.
 */
@Component
final class UrlSeal {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final EncryptionKey current;
    private final Map<String, EncryptionKey> known;
    private final SecureRandom random = new SecureRandom();

    UrlSeal(WebhookProperties properties) {
        this.current = properties.keys().getFirst();
        this.known = properties.keys()
                .stream()
                .collect(Collectors.toUnmodifiableMap(EncryptionKey::id, Function.identity(), (one, same) -> one));
    }

    /** @param text nonce and cipher text, in Base64 */
    record Sealed(String keyId, String text) {}

    Sealed seal(AccountId account, UUID webhook, String url) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, current, nonce, account, webhook);
            byte[] text = cipher.doFinal(url.getBytes(StandardCharsets.UTF_8));
            byte[] bytes = ByteBuffer.allocate(nonce.length + text.length).put(nonce).put(text).array();
            return new Sealed(current.id(), Base64.getEncoder().encodeToString(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws IllegalStateException when its key is not configured any more, or the row is not the one it was made for */
    String open(AccountId account, UUID webhook, Sealed sealed) {
        EncryptionKey key = known.get(sealed.keyId());
        if (key == null) {
            throw new IllegalStateException("no encryption key " + sealed.keyId() + " is configured");
        }
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(sealed.text()));
        byte[] nonce = new byte[NONCE_BYTES];
        bytes.get(nonce);
        byte[] text = new byte[bytes.remaining()];
        bytes.get(text);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, account, webhook);
            return new String(cipher.doFinal(text), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the URL of webhook " + webhook + " cannot be decrypted", e);
        }
    }

    private static Cipher cipher(int mode, EncryptionKey key, byte[] nonce, AccountId account, UUID webhook)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((account + "/" + webhook).getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }
}
