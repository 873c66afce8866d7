package dev.baton.handoff.assessment;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Counts how assessments end. */
@Component
class AssessmentMetrics {
    private final MeterRegistry registry;

    AssessmentMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void finished(Result result) {
        registry.counter("baton.assessments", "result", result.name().toLowerCase(Locale.ROOT)).increment();
    }

    enum Result {
        READY,
        NONE,
        TIMEOUT,
        FAILED
    }
}
