package dev.baton.handoff.message;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Counts how messages are answered. All of it is there from the start, so that the first failure shows as one. */
@Component
class AssistantMetrics {
    private final MeterRegistry registry;

    AssistantMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Result result : Result.values()) {
            counter(result);
        }
    }

    void ended(Result result) {
        counter(result).increment();
    }

    private Counter counter(Result result) {
        return registry.counter("baton.assistant.answers", "result", result.name().toLowerCase(Locale.ROOT));
    }

    /** The assistant answered, or why the built-in rules did in its place. */
    enum Result {
        ANSWERED,
        TIMEOUT,
        FAILED
    }
}
