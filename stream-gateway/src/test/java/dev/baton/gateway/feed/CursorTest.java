package dev.baton.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.events.AccountId;
import java.util.Base64;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    private final Random random = new Random(11);
    private final AccountId account = new AccountId(new UUID(random.nextLong(), random.nextLong()));
    private final Cursor cursor = new Cursor(new UUID(1, 2), 47, 3, 123_456_789_012L, Long.MAX_VALUE);

    @Test
    void whatWasWrittenIsReadBack() {
        assertThat(Cursor.decode(cursor.encode(account), account)).contains(cursor);
        Cursor first = new Cursor(new UUID(-1, -1), 0, 0, 0, 0);
        assertThat(Cursor.decode(first.encode(account), account)).contains(first);
    }

    @Test
    void itIsGarbageToAnotherAccount() {
        AccountId other = new AccountId(new UUID(random.nextLong(), random.nextLong()));

        assertThat(Cursor.decode(cursor.encode(account), other)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "0", "a b", "zzzz", "AQ", "%00", "дом", "\uD800", "AAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void garbageIsNoCursor(String garbage) {
        assertThat(Cursor.decode(garbage, account)).isEmpty();
        assertThat(Cursor.decode(garbage.repeat(1_000), account)).isEmpty();
    }

    @Test
    void noRandomBytesAndNoFlippedBitAreACursor() {
        byte[] good = Base64.getUrlDecoder().decode(cursor.encode(account));
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(60)];
            random.nextBytes(noise);
            byte[] flipped = good.clone();
            flipped[random.nextInt(good.length)] ^= (byte) (1 << random.nextInt(8));

            assertThat(Cursor.decode(text(noise), account)).isEmpty();
            assertThat(Cursor.decode(text(flipped), account)).isEmpty();
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
