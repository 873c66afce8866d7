package dev.baton.handoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.handoff.assessment.AssessmentProperties;
import dev.baton.handoff.identity.IdentityProperties;
import dev.baton.handoff.message.AssistantProperties;
import dev.baton.handoff.model.ModelProperties;
import dev.baton.handoff.model.Provider;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindResult;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Names and defaults of the settings are a promise to whoever runs the service. */
class SettingsTest {
    @Test
    void theDefaultsAreWhatTheReadmeSays() {
        assertThat(bind("baton.identity", IdentityProperties.class, Map.of()))
                .isEqualTo(new IdentityProperties(true, null, Duration.ofMinutes(15), Duration.ofHours(12), true,
                        Duration.ofDays(7), 10, Duration.ofMinutes(15)));
        assertThat(bind("baton.assessment", AssessmentProperties.class, Map.of()))
                .isEqualTo(new AssessmentProperties(Duration.ofSeconds(45)));
        assertThat(bind("baton.model", ModelProperties.class, Map.of()))
                .isEqualTo(new ModelProperties(Provider.NONE, null, null, null, 4096, Duration.ofSeconds(45), 2));
        assertThat(bind("baton.assistant", AssistantProperties.class, Map.of()))
                .isEqualTo(new AssistantProperties(Duration.ofSeconds(20)));
    }

    @Test
    void theNamesAreWhatTheReadmeSays() {
        IdentityProperties identity = bind("baton.identity", IdentityProperties.class, Map.of(
                "baton.identity.built-in", "false", "baton.identity.access-token-life", "5m",
                "baton.identity.refresh-token-life", "1h", "baton.identity.secure-cookie", "false",
                "baton.identity.invitation-life", "2d", "baton.identity.failed-sign-ins", "5",
                "baton.identity.failure-window", "1h"));

        assertThat(identity)
                .isEqualTo(new IdentityProperties(false, null, Duration.ofMinutes(5), Duration.ofHours(1), false,
                        Duration.ofDays(2), 5, Duration.ofHours(1)));
        assertThat(bind("baton.assessment", AssessmentProperties.class, Map.of("baton.assessment.timeout", "30"))
                .timeout())
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(bind("baton.model", ModelProperties.class,
                Map.of("baton.model.provider", "openai", "baton.model.base-url", "http://models.example/v1",
                        "baton.model.api-key", "k", "baton.model.name", "m", "baton.model.max-tokens", "1000",
                        "baton.model.timeout", "20", "baton.model.retries", "0")))
                .isEqualTo(new ModelProperties(Provider.OPENAI, URI.create("http://models.example/v1"), "k", "m",
                        1000, Duration.ofSeconds(20), 0));
        assertThat(
                bind("baton.assistant", AssistantProperties.class, Map.of("baton.assistant.timeout", "5s")).timeout())
                .isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aValueThatIsNotOneIsRefused() {
        assertThatThrownBy(
                () -> bind("baton.assessment", AssessmentProperties.class, Map.of("baton.assessment.timeout", "soon")))
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anIssuersTokensMayLiveForADayAndOursForAnHour() {
        assertThat(wrong(true, "1h")).isEmpty();
        assertThat(wrong(true, "61m")).containsExactly("accessTokenLifeInBounds");
        assertThat(wrong(false, "24h")).isEmpty();
        assertThat(wrong(false, "25h")).containsExactly("accessTokenLife");
    }

    private static List<String> wrong(boolean builtIn, String accessTokenLife) {
        IdentityProperties identity = bind("baton.identity", IdentityProperties.class,
                Map.of("baton.identity.built-in", Boolean.toString(builtIn), "baton.identity.access-token-life",
                        accessTokenLife));
        try (ValidatorFactory validators = Validation.buildDefaultValidatorFactory()) {
            return validators.getValidator()
                    .validate(identity)
                    .stream()
                    .map(violation -> violation.getPropertyPath().toString())
                    .toList();
        }
    }

    private static <T> T bind(String prefix, Class<T> type, Map<String, String> settings) {
        Binder binder = new Binder(new MapConfigurationPropertySource(settings));
        BindResult<T> bound = binder.bind(prefix, type);
        return bound.orElseGet(() -> binder.bindOrCreate(prefix, type));
    }
}
