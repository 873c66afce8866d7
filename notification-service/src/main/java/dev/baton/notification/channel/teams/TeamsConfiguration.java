package dev.baton.notification.channel.teams;

import dev.baton.notification.channel.Channel;
import dev.baton.notification.channel.webhook.WebhookChannel;
import dev.baton.notification.channel.webhook.WebhookClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TeamsConfiguration {
    @Bean
    Channel teamsChannel(WebhookClient client, TeamsCards cards) {
        return new WebhookChannel("teams", "Microsoft Teams", client, cards::render, TeamsAnswers::outcomeOf);
    }
}
