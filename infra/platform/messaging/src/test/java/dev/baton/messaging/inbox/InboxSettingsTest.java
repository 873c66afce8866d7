package dev.baton.messaging.inbox;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Operators rely on names and defaults. */
class InboxSettingsTest {
    @Test
    void theDefaultsMakeADeadLetterWithinASecond() {
        InboxProperties defaults = bound(Map.of());

        assertThat(defaults).isEqualTo(new InboxProperties(3, 3, ofMillis(50), ofSeconds(5), ofSeconds(5)));
        assertThat(IntStream.rangeClosed(1, defaults.retries())
                .mapToObj(defaults::pause)
                .reduce(Duration.ZERO,
                        Duration::plus))
                .isEqualTo(ofMillis(350));
    }

    @Test
    void everySettingHasItsName() {
        assertThat(bound(Map.of("baton.messaging.inbox.concurrency", "5", "baton.messaging.inbox.retries", "7",
                "baton.messaging.inbox.backoff", "10ms", "baton.messaging.inbox.max-backoff", "30s",
                "baton.messaging.inbox.look", "2s")))
                .isEqualTo(new InboxProperties(5, 7, ofMillis(10), ofSeconds(30), ofSeconds(2)));
    }

    @Test
    void pausesGrowUpToTheLongest() {
        InboxProperties defaults = bound(Map.of());

        assertThat(defaults.pause(7)).isEqualTo(ofMillis(3_200));
        assertThat(defaults.pause(8)).isEqualTo(ofSeconds(5));
        assertThat(defaults.pause(1_000_000)).isEqualTo(ofSeconds(5));
    }

    private static InboxProperties bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("baton.messaging.inbox",
                InboxProperties.class);
    }
}
