package dev.baton.notification.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.baton.events.AccountId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UrlSealTest {
    private static final String OLD = key('o');
    private static final String NEW = key('n');
    private static final String URL = "https://hooks.slack.com:443/services/T0/B0/secret";

    private final AccountId account = new AccountId(UUID.randomUUID());
    private final UUID webhook = UUID.randomUUID();

    @Test
    void whatIsSealedCanBeOpenedAndIsNotReadable() {
        UrlSeal.Sealed sealed = seal(OLD).seal(account, webhook, URL);

        assertThat(seal(OLD).open(account, webhook, sealed)).isEqualTo(URL);
        assertThat(new String(bytesOf(sealed), StandardCharsets.ISO_8859_1)).doesNotContain("slack", "secret");
    }

    @Test
    void theSameUrlIsNeverSealedAlike() {
        UrlSeal seal = seal(OLD);

        assertThat(seal.seal(account, webhook, URL).text()).isNotEqualTo(seal.seal(account, webhook, URL).text());
    }

    @Test
    void aSealedUrlDoesNotOpenInAnotherRow() {
        UrlSeal seal = seal(OLD);
        UrlSeal.Sealed sealed = seal.seal(account, webhook, URL);

        assertThatIllegalStateException()
                .isThrownBy(() -> seal.open(new AccountId(UUID.randomUUID()), webhook, sealed));
        assertThatIllegalStateException().isThrownBy(() -> seal.open(account, UUID.randomUUID(), sealed));
    }

    @Test
    void oneChangedBitIsNoticed() {
        UrlSeal seal = seal(OLD);
        UrlSeal.Sealed sealed = seal.seal(account, webhook, URL);
        for (int place : new int[]{0, 12, bytesOf(sealed).length - 1}) {
            byte[] changed = bytesOf(sealed);
            changed[place] ^= 1;

            assertThatIllegalStateException()
                    .isThrownBy(() -> seal.open(account, webhook,
                            new UrlSeal.Sealed(sealed.keyId(), Base64.getEncoder().encodeToString(changed))));
        }
    }

    @Test
    void aNewKeyGoesFirstAndTheOldOneStillOpens() {
        UrlSeal.Sealed old = seal(OLD).seal(account, webhook, URL);
        UrlSeal both = seal(NEW, OLD);

        assertThat(both.open(account, webhook, old)).isEqualTo(URL);
        UrlSeal.Sealed renewed = both.seal(account, webhook, URL);
        assertThat(seal(NEW).open(account, webhook, renewed)).isEqualTo(URL);
        assertThatIllegalStateException().isThrownBy(() -> seal(NEW).open(account, webhook, old))
                .withMessageContaining(old.keyId());
    }

    @Test
    void aKeyThatIsNoneIsRefusedAndNotRepeated() {
        for (String text : List.of("", "c2hvcnQ=", "not base64 but secret!", OLD + OLD)) {
            assertThatIllegalArgumentException().isThrownBy(() -> EncryptionKey.of(text))
                    .withMessage("an encryption key is 32 bytes in Base64");
        }
        assertThat(EncryptionKey.of(OLD).toString()).doesNotContain(OLD).startsWith("key ");
    }

    private static UrlSeal seal(String... keys) {
        List<AllowedOrigin> origins = List.of(AllowedOrigin.valueOf("https://hooks.slack.com"));
        return new UrlSeal(new WebhookProperties(List.of(keys), origins, origins));
    }

    private static byte[] bytesOf(UrlSeal.Sealed sealed) {
        return Base64.getDecoder().decode(sealed.text());
    }

    private static String key(char letter) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) letter);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
