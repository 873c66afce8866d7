package dev.baton.handoff.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.handoff.testing.ModelServer;
import dev.baton.handoff.testing.Models;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** A4: what the settings turn on, and that the key stays where it is. */
@ExtendWith(OutputCaptureExtension.class)
class ModelConfigurationTest {
    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withUserConfiguration(Settings.class, ModelConfiguration.class)
            .withBean(SimpleMeterRegistry.class)
            .withBean(ModelMetrics.class);

    @Test
    void withoutAProviderThereIsNoModel() {
        service.withPropertyValues("baton.model.api-key=" + Models.KEY, "baton.model.name=" + Models.NAME)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(LanguageModel.class));
    }

    @ParameterizedTest
    @CsvSource({"anthropic", "openai", "OpenAI"})
    void aProviderIsChosenByItsName(String provider) {
        try (ModelServer server = new ModelServer()) {
            server.reply(ModelServer.Reply.text("The cache"));
            service.withPropertyValues(Models.settings(provider, server)).run(context -> {
                assertThat(context).hasSingleBean(LanguageModel.class);
                assertThat(context.getBean(LanguageModel.class).name()).isEqualTo(Models.NAME);
                assertThat(context.getBean(LanguageModel.class).label())
                        .isEqualTo("Language model model-of-tests, may be wrong");
                assertThat(context.getBean(LanguageModel.class).complete("Name the cause.", "Outlook").text())
                        .isEqualTo("The cache");
            });
        }
    }

    @Test
    void theEnvironmentTurnsItOnAsTheReadmeSays() {
        Map<String, Object> environment = Map.of("BATON_MODEL_PROVIDER", "openai", "BATON_MODEL_APIKEY", Models.KEY,
                "BATON_MODEL_NAME", Models.NAME, "BATON_MODEL_BASEURL", "http://127.0.0.1:9/v1");
        service.withInitializer(context -> context.getEnvironment()
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", environment)))
                .run(context -> {
                    assertThat(context).hasSingleBean(LanguageModel.class);
                    assertThat(context.getBean(ModelProperties.class).requiredUrl())
                            .isEqualTo("http://127.0.0.1:9/v1");
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"provider=anthropic | baton.model.api-key is required",
            "provider=anthropic api-key=k | baton.model.name is required",
            "provider=openai api-key=k name=m base-url=ftp://models.example | base-url",
            "provider=openai api-key=k name=m base-url=https://me:secret@models.example | base-url",
            "provider=openai api-key=schlüssel name=m | baton.model.api-key is too long",
            "provider=openai api-key=k name=m max-tokens=1 | maxTokens", "provider=acme | provider"})
    void aServiceThatCouldNotAskDoesNotStart(String settings, String message) {
        service.withPropertyValues(settings.replaceAll("(\\S+)", "baton.model.$1").split(" "))
                .run(context -> assertThat(context).getFailure()
                        .satisfies(failure -> assertThat(messages(failure)).contains(message)));
    }

    @Test
    void theKeyIsNeverPrinted(CapturedOutput output) {
        service.withPropertyValues("baton.model.provider=openai", "baton.model.api-key=" + Models.KEY + "\u0001",
                "baton.model.name=" + Models.NAME, "baton.model.max-tokens=1")
                .run(context -> assertThat(messages(context.getStartupFailure())).doesNotContain(Models.KEY));
        service.withPropertyValues("baton.model.provider=openai", "baton.model.api-key=" + Models.KEY + "\u0001",
                "baton.model.name=" + Models.NAME)
                .run(context -> assertThat(messages(context.getStartupFailure())).doesNotContain(Models.KEY));
        service.withPropertyValues("baton.model.api-key=" + Models.KEY)
                .run(context -> assertThat(context.getBean(ModelProperties.class).apiKey()).isEqualTo(Models.KEY));
        service.withPropertyValues("baton.model.api-key=" + Models.KEY)
                .run(context -> assertThat(context.getBean(ModelProperties.class)).asString()
                        .contains("provider=NONE")
                        .doesNotContain(Models.KEY));

        assertThat(output).doesNotContain(Models.KEY);
    }

    private static String messages(Throwable failure) {
        return failure == null ? "" : failure + "\n" + messages(failure.getCause());
    }

    @EnableConfigurationProperties(ModelProperties.class)
    static class Settings {}
}
