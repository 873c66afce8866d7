package dev.baton.notification;

import dev.baton.notification.channel.email.ScriptedRelay;
import dev.baton.notification.channel.webhook.ScriptedChat;
import dev.baton.testing.RecordedSpans;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

@TestConfiguration(proxyBeanMethods = false)
class TestRelay {
    static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    @Bean(destroyMethod = "close")
    ScriptedRelay scriptedRelay() {
        return new ScriptedRelay();
    }

    @Bean(destroyMethod = "close")
    ScriptedChat scriptedChat() {
        return new ScriptedChat();
    }

    @Bean
    RecordedSpans recordedSpans() {
        return new RecordedSpans();
    }

    @Bean
    DynamicPropertyRegistrar relaySettings(ScriptedRelay relay, ScriptedChat chat) {
        return settings -> {
            settings.add("spring.mail.host", () -> "127.0.0.1");
            settings.add("spring.mail.port", relay::port);
            settings.add("baton.notification.mail.reply-timeout", () -> "500ms");
            settings.add("baton.notification.destination.encryption-keys", () -> KEY);
            settings.add("baton.notification.destination.slack-origins",
                    () -> "https://hooks.slack.com," + chat.origin());
            settings.add("baton.notification.destination.teams-origins",
                    () -> "https://*.logic.azure.com,https://*.api.powerplatform.com," + chat.origin());
            settings.add("baton.notification.webhook.answer-timeout", () -> "500ms");
        };
    }

    @Bean
    HelpDesks helpDesks(AutowireCapableBeanFactory beans) {
        return beans.createBean(HelpDesks.class);
    }
}
