package dev.baton.notification.channel.email;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.mail.autoconfigure.MailProperties;
import org.springframework.context.annotation.Configuration;

/** The relay's address comes from Spring's own settings; Spring's sender is not used, it connects for every message. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailProperties.class)
class EmailConfiguration {}
