package dev.baton.handoff.assessment;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Counts how assessments end. */
@Component
class AssessmentMetrics {
    private final MeterRegistry registry;

    AssessmentMetrics(MeterRegistry registry) {
        this.registry = registry;
        repairs(true);
        repairs(false);
    }

    void finished(Result result) {
        registry.counter("baton.assessments", "result", result.name().toLowerCase(Locale.ROOT)).increment();
    }

    /** A model was asked once more, because its first answer did not fit. */
    void repaired(boolean fits) {
        repairs(fits).increment();
    }

    private Counter repairs(boolean fits) {
        return registry.counter("baton.assessment.repairs", "result", fits ? "fits" : "misfit");
    }

    enum Result {
        READY,
        NONE,
        TIMEOUT,
        FAILED
    }
}
