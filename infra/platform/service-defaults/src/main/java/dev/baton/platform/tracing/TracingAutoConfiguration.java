package dev.baton.platform.tracing;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.exporter.SpanFilter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** {@link Traces} of the service's tracer; without one nothing is traced. */
@AutoConfiguration
class TracingAutoConfiguration {
    @Bean
    Traces traces(ObjectProvider<Tracer> tracer) {
        return new Traces(tracer.getIfAvailable(() -> Tracer.NOOP));
    }

    @Bean
    SpanFilter errorsByType() {
        return new ErrorsByType();
    }
}
