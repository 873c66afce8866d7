package dev.baton.notification.destination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.notification.channel.SendingRate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final SendingRate ONE_A_SECOND = new SendingRate(Duration.ofSeconds(1), 1);
    private static final SendingRate TEN_A_SECOND_FIVE_AT_ONCE = new SendingRate(Duration.ofMillis(100), 5);

    private final RateLimit fresh = new RateLimit(null);

    @Test
    void admitsTheBurstAtOnceAndThenOneForEachInterval() {
        assertThat(fresh.admits(20, TEN_A_SECOND_FIVE_AT_ONCE, NOON)).isEqualTo(5);
        RateLimit used = fresh.after(5, TEN_A_SECOND_FIVE_AT_ONCE, NOON);

        assertThat(used.admits(20, TEN_A_SECOND_FIVE_AT_ONCE, NOON)).isZero();
        assertThat(used.admits(20, TEN_A_SECOND_FIVE_AT_ONCE, NOON.plusMillis(99))).isZero();
        assertThat(used.admits(20, TEN_A_SECOND_FIVE_AT_ONCE, NOON.plusMillis(100))).isEqualTo(1);
        assertThat(used.admits(20, TEN_A_SECOND_FIVE_AT_ONCE, NOON.plusMillis(300))).isEqualTo(3);
    }

    @Test
    void aLongSilenceEarnsNoMoreThanTheBurst() {
        RateLimit used = fresh.after(5, TEN_A_SECOND_FIVE_AT_ONCE, NOON);

        assertThat(used.admits(20, TEN_A_SECOND_FIVE_AT_ONCE, NOON.plusSeconds(3600))).isEqualTo(5);
    }

    @Test
    void withoutABurstTwoNeverLeaveWithinOneInterval() {
        RateLimit limit = fresh;
        int sent = 0;
        for (int millis = 0; millis < 10_000; millis += 10) {
            int admitted = limit.admits(4, ONE_A_SECOND, NOON.plusMillis(millis));
            if (admitted > 0) {
                limit = limit.after(admitted, ONE_A_SECOND, NOON.plusMillis(millis));
                sent += admitted;
            }
        }

        assertThat(sent).isEqualTo(10);
    }

    @Test
    void neverAdmitsMoreThanWanted() {
        assertThat(fresh.admits(2, TEN_A_SECOND_FIVE_AT_ONCE, NOON)).isEqualTo(2);
        assertThat(fresh.admits(0, TEN_A_SECOND_FIVE_AT_ONCE, NOON)).isZero();
    }
}
