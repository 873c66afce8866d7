package dev.baton.handoff.model;

import com.anthropic.errors.AnthropicServiceException;
import com.openai.errors.OpenAIServiceException;
import org.springframework.ai.anthropic.AnthropicChatModel;
import org.springframework.ai.anthropic.AnthropicChatOptions;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The model of the provider that is configured. Made by hand: nothing of Spring AI starts by itself, and neither it nor
 * the provider's library takes a key or an address from an environment variable of its own.
 */
@Configuration(proxyBeanMethods = false)
class ModelConfiguration {
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "baton.model.provider", havingValue = "anthropic")
    static class Anthropic {
        @Bean
        LanguageModel languageModel(ModelProperties settings, ModelMetrics metrics) {
            ChatModel chat = AnthropicChatModel.builder()
                    .options(AnthropicChatOptions.builder()
                            .baseUrl(settings.requiredUrl())
                            .apiKey(settings.requiredKey())
                            .model(settings.requiredName())
                            .maxTokens(settings.maxTokens())
                            .timeout(settings.timeout())
                            .maxRetries(settings.retries())
                            .build())
                    .httpClientBuilderCustomizer(http -> http.interceptor(new ResponseLimit()))
                    .build();
            return new SpringAiModel(chat, settings,
                    failure -> failure instanceof AnthropicServiceException answer ? answer.statusCode() : 0, metrics);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "baton.model.provider", havingValue = "openai")
    static class OpenAi {
        @Bean
        LanguageModel languageModel(ModelProperties settings, ModelMetrics metrics) {
            ChatModel chat = OpenAiChatModel.builder()
                    .options(OpenAiChatOptions.builder()
                            .baseUrl(settings.requiredUrl())
                            .apiKey(settings.requiredKey())
                            .model(settings.requiredName())
                            .maxCompletionTokens(settings.maxTokens())
                            .timeout(settings.timeout())
                            .maxRetries(settings.retries())
                            .build())
                    .httpClientBuilderCustomizer(http -> http.interceptor(new ResponseLimit()))
                    .build();
            return new SpringAiModel(chat, settings,
                    failure -> failure instanceof OpenAIServiceException answer ? answer.statusCode() : 0, metrics);
        }
    }
}
