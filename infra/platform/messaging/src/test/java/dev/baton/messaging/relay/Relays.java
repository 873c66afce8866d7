package dev.baton.messaging.relay;

import dev.baton.platform.tracing.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import javax.sql.DataSource;
import org.apache.kafka.clients.CommonClientConfigs;
import org.springframework.util.unit.DataSize;

/** Makes relays as the auto-configuration does. */
final class Relays {
    // Portions so small that most rounds have several.
    static final OutboxProperties SETTINGS = new OutboxProperties(true, false, Duration.ofMillis(50), 20,
            DataSize.ofMegabytes(8), Duration.ofSeconds(5));

    private Relays() {}

    static OutboxRelay relay(DataSource login, String bootstrapServers) {
        return relay(login, Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new SimpleMeterRegistry());
    }

    static OutboxRelay relay(DataSource login, Map<String, Object> kafka, MeterRegistry meters) {
        return relay(login, kafka, meters, Tracer.NOOP);
    }

    static OutboxRelay relay(DataSource login, Map<String, Object> kafka, MeterRegistry meters, Tracer tracer) {
        Clock clock = Clock.systemUTC();
        OutboxMetrics metrics = new OutboxMetrics(meters, clock);
        return new OutboxRelay(
                new RelayRounds(login, new OutboxPublisher(kafka, SETTINGS.deadline(),
                        new PublishSpans(new Traces(tracer))), metrics, SETTINGS, clock),
                metrics, SETTINGS, new Random());
    }
}
