package dev.baton.notification.channel.slack;

import dev.baton.notification.channel.Channel;
import dev.baton.notification.channel.webhook.WebhookChannel;
import dev.baton.notification.channel.webhook.WebhookClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SlackConfiguration {
    @Bean
    Channel slackChannel(WebhookClient client, SlackMessages messages) {
        return new WebhookChannel("slack", "Slack", client, messages::render, SlackAnswers::outcomeOf);
    }
}
