package dev.baton.handoff.assessment;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Counts how assessments end. All of it is there from the start, so that the first failure shows as one. */
@Component
class AssessmentMetrics {
    private final MeterRegistry registry;

    AssessmentMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Result result : Result.values()) {
            results(result);
        }
        repairs(true);
        repairs(false);
    }

    void finished(Result result) {
        results(result).increment();
    }

    /** A model was asked once more, because its first answer did not fit. */
    void repaired(boolean fits) {
        repairs(fits).increment();
    }

    private Counter results(Result result) {
        return registry.counter("baton.assessments", "result", result.name().toLowerCase(Locale.ROOT));
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
