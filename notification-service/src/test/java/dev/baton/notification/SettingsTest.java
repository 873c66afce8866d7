package dev.baton.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotationUtils;

/** Operators write these names and rely on these values; README lists the same. */
class SettingsTest {
    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(AllSettings.class);

    private static final String KEY = "baton.notification.destination.encryption-keys=" + TestRelay.KEY;

    @Configuration(proxyBeanMethods = false)
    @ConfigurationPropertiesScan("dev.baton.notification")
    static class AllSettings {}

    @Test
    void theNamesAndTheirDefaults() {
        service.withPropertyValues(KEY)
                .run(context -> assertThat(
                        settings(context.getBeansWithAnnotation(ConfigurationProperties.class))).containsOnly(
                                Map.entry("baton.notification.linkBaseUrl", "http://localhost:8080"),
                                Map.entry("baton.notification.delivery.sweepInterval", "PT0.5S"),
                                Map.entry("baton.notification.delivery.claimLease", "PT30S"),
                                Map.entry("baton.notification.delivery.sendingLease", "PT2M"),
                                Map.entry("baton.notification.delivery.pickUpExpiry", "PT4H"),
                                Map.entry("baton.notification.delivery.reminderExpiry", "PT1H"),
                                Map.entry("baton.notification.delivery.stopGrace", "PT10S"),
                                Map.entry("baton.notification.destination.maxInFlight", "4"),
                                Map.entry("baton.notification.destination.failures", "5"),
                                Map.entry("baton.notification.destination.pause", "PT30S"),
                                Map.entry("baton.notification.destination.maxPause", "PT10M"),
                                Map.entry("baton.notification.destination.probeLease", "PT2M"),
                                Map.entry("baton.notification.destination.encryptionKeys", "[" + TestRelay.KEY + "]"),
                                Map.entry("baton.notification.destination.slackOrigins",
                                        "[https://hooks.slack.com, https://hooks.slack-gov.com]"),
                                Map.entry("baton.notification.destination.teamsOrigins",
                                        "[https://*.logic.azure.com, https://*.api.powerplatform.com]"),
                                Map.entry("baton.notification.retention.deliveries", "PT2400H"),
                                Map.entry("baton.notification.retention.holes", "PT720H"),
                                Map.entry("baton.notification.retention.interval", "PT1H"),
                                Map.entry("baton.notification.retention.batch", "1000"),
                                Map.entry("baton.notification.webhook.connectTimeout", "PT5S"),
                                Map.entry("baton.notification.webhook.answerTimeout", "PT15S"),
                                Map.entry("baton.notification.mail.from", "Baton <baton@localhost.localdomain>"),
                                Map.entry("baton.notification.mail.connectTimeout", "PT5S"),
                                Map.entry("baton.notification.mail.replyTimeout", "PT10S"),
                                Map.entry("baton.notification.mail.idleTimeout", "PT20S"),
                                Map.entry("baton.notification.mail.messagesPerConnection", "100"),
                                Map.entry("baton.notification.mail.messagesPerSecond", "50"),
                                Map.entry("baton.notification.mail.burst", "100")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"link-base-url=ftp://x", "link-base-url=/pilot", "delivery.sweep-interval=2s",
            "delivery.sweep-interval=0s", "delivery.claim-lease=1s", "delivery.sending-lease=1s",
            "delivery.pick-up-expiry=0s", "delivery.reminder-expiry=0s", "destination.max-in-flight=0",
            "destination.failures=0",
            "destination.pause=0s", "destination.encryption-keys=", "destination.encryption-keys=c2hvcnQ=",
            "retention.deliveries=30d", "retention.holes=1h", "retention.interval=1s", "retention.batch=0",
            "retention.batch=1000000", "destination.slack-origins=", "destination.slack-origins=hooks.slack.com",
            "destination.teams-origins=https://*.com", "destination.teams-origins=https://*",
            "webhook.answer-timeout=2m", "webhook.connect-timeout=0s", "mail.from=", "mail.reply-timeout=0s",
            "mail.reply-timeout=5m",
            "mail.messages-per-second=0", "mail.burst=0"})
    void whatIsOutOfBoundsStopsTheStart(String setting) {
        service.withPropertyValues(KEY, "baton.notification." + setting)
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void withoutAKeyThereIsNoStart() {
        service.run(context -> assertThat(context).hasFailed());
    }

    private static Map<String, String> settings(Map<String, Object> beans) {
        Map<String, String> settings = new LinkedHashMap<>();
        beans.values().forEach(bean -> Arrays.stream(bean.getClass().getRecordComponents()).forEach(component -> {
            component.getAccessor().setAccessible(true);
            try {
                settings.put(prefix(bean) + "." + component.getName(),
                        String.valueOf(component.getAccessor().invoke(bean)));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }));
        return settings;
    }

    private static String prefix(Object bean) {
        ConfigurationProperties properties = AnnotationUtils.findAnnotation(bean.getClass(),
                ConfigurationProperties.class);
        return String.valueOf(AnnotationUtils.getValue(properties, "prefix"));
    }
}
