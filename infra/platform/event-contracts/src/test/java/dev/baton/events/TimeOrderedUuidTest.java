package dev.baton.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimeOrderedUuidTest {
    private final AtomicLong millis = new AtomicLong(1_767_225_600_000L);
    private final TimeOrderedUuid ids = new TimeOrderedUuid(
            (InstantSource) () -> Instant.ofEpochMilli(millis.get()), new Random(7));

    @Test
    void theyAreOfVersionSevenAndTellTheirMillisecond() {
        UUID id = ids.next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(millis.get());
    }

    @Test
    void thoseOfOneMillisecondAscendAndStayInIt() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            UUID id = ids.next();
            assertThat(id.version()).isEqualTo(7);
            assertThat(id.variant()).isEqualTo(2);
            assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(millis.get());
            made.add(id.toString());
        }

        // As PostgreSQL compares them.
        assertThat(made).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aLaterMillisecondIsHigherAndAnEarlierOneLower() {
        String now = ids.next().toString();
        millis.incrementAndGet();
        String later = ids.next().toString();
        millis.addAndGet(-2);

        assertThat(later).isGreaterThan(now);
        assertThat(ids.next().toString()).isLessThan(now);
    }

    @Test
    void whatItTakesFromChanceIsNotTheSameForTwo() {
        TimeOrderedUuid other = new TimeOrderedUuid((InstantSource) () -> Instant.ofEpochMilli(millis.get()),
                new Random(8));

        assertThat(ids.next()).isNotEqualTo(other.next());
    }
}
