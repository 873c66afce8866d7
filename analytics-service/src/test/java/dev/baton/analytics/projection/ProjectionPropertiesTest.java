package dev.baton.analytics.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/** Operators write these names; they do not change. */
class ProjectionPropertiesTest {
    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(Settings.class);

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(ProjectionProperties.class)
    static class Settings {}

    @Test
    void theDefaults() {
        service.run(context -> assertThat(context.getBean(ProjectionProperties.class)).isEqualTo(
                new ProjectionProperties(1, Duration.ofHours(24), Duration.ofHours(1), Duration.ofSeconds(1))));
    }

    @Test
    void theNames() {
        Map<String, String> all = Map.of("generation", "3", "keep-replaced", "2d", "cleanup-interval", "10m",
                "catch-up-interval", "200ms");

        service.withPropertyValues(all.entrySet()
                .stream()
                .map(setting -> "baton.analytics." + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new))
                .run(context -> assertThat(context.getBean(ProjectionProperties.class)).isEqualTo(
                        new ProjectionProperties(3, Duration.ofDays(2), Duration.ofMinutes(10),
                                Duration.ofMillis(200))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"generation=0", "generation=-1", "keep-replaced=-1s", "cleanup-interval=10ms",
            "catch-up-interval=1ms"})
    void whatIsOutOfBoundsStopsTheStart(String setting) {
        service.withPropertyValues("baton.analytics." + setting).run(context -> assertThat(context).hasFailed());
    }
}
