package dev.baton.handoff.message;

import dev.baton.handoff.model.LanguageModel;
import java.io.IOException;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AssistantConfiguration {
    /** A model where one is configured, else the built-in rules (S4). */
    @Bean
    Assistant assistant(Optional<LanguageModel> model) throws IOException {
        return model.isPresent() ? new ModelAssistant(model.get()) : new RulesAssistant();
    }

    @Bean
    Answering answering(Assistant assistant, AssistantProperties settings, AssistantMetrics metrics)
            throws IOException {
        return new Answering(assistant, new RulesAssistant(), settings, metrics);
    }
}
