package dev.baton.notification;

import dev.baton.notification.channel.email.ScriptedRelay;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

@TestConfiguration(proxyBeanMethods = false)
class TestRelay {
    @Bean(destroyMethod = "close")
    ScriptedRelay scriptedRelay() {
        return new ScriptedRelay();
    }

    @Bean
    DynamicPropertyRegistrar relaySettings(ScriptedRelay relay) {
        return settings -> {
            settings.add("spring.mail.host", () -> "127.0.0.1");
            settings.add("spring.mail.port", relay::port);
            settings.add("baton.notification.mail.reply-timeout", () -> "500ms");
        };
    }

    @Bean
    HelpDesks helpDesks(AutowireCapableBeanFactory beans) {
        return beans.createBean(HelpDesks.class);
    }
}
