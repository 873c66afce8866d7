package dev.baton.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.analytics.report.EscalationReports;
import dev.baton.analytics.report.Period;
import dev.baton.platform.tenancy.Tenant;
import dev.baton.testing.engines.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

class KafkaAwayTest {
    @Test
    void withoutKafkaTheServiceStartsAnswersAndStopsInTime() {
        ConfigurableApplicationContext service = Replica.start(TestDatabase.create("analytics"), "127.0.0.1:9",
                Map.of());

        long claimed = Tenant.call(History.empty().account(),
                () -> service.getBean(EscalationReports.class).escalations(Period.SEVEN_DAYS).nHandoffsClaimed());
        Instant stopping = Instant.now();
        service.close();

        assertThat(claimed).isZero();
        assertThat(Duration.between(stopping, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }
}
