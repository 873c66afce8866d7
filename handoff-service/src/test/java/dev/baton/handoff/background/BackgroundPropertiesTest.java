package dev.baton.handoff.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class BackgroundPropertiesTest {
    @Test
    void namesAndDefaultsAreWhatTheReadmeSays() {
        assertThat(bind(Map.of()))
                .isEqualTo(new BackgroundProperties(24, Duration.ofSeconds(1), Duration.ofSeconds(2)));
        assertThat(
                bind(Map.of("baton.jobs.threads", "3", "baton.jobs.poll-interval", "2s", "baton.jobs.heartbeat", "5s")))
                .isEqualTo(new BackgroundProperties(3, Duration.ofSeconds(2), Duration.ofSeconds(5)));
    }

    private static BackgroundProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("baton.jobs",
                BackgroundProperties.class);
    }
}
