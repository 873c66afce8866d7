package dev.baton.handoff.model;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.stereotype.Component;

/** Counts and times the calls of the model. All of it is there from the start, so that the first failure shows as one. */
@Component
class ModelMetrics {
    private final MeterRegistry registry;
    private final Map<Outcome, Timer> calls = new EnumMap<>(Outcome.class);
    private final Counter inputTokens;
    private final Counter outputTokens;

    ModelMetrics(MeterRegistry registry, ModelProperties settings) {
        this.registry = registry;
        String provider = lowerCase(settings.provider());
        for (Outcome outcome : Outcome.values()) {
            calls.put(outcome,
                    registry.timer("baton.model.calls", "provider", provider, "outcome", lowerCase(outcome)));
        }
        inputTokens = registry.counter("baton.model.tokens", "provider", provider, "kind", "input");
        outputTokens = registry.counter("baton.model.tokens", "provider", provider, "kind", "output");
    }

    Timer.Sample start() {
        return Timer.start(registry);
    }

    void ended(Timer.Sample call, Outcome outcome) {
        Timer timer = calls.get(outcome);
        if (timer != null) {
            call.stop(timer);
        }
    }

    void used(Usage usage) {
        inputTokens.increment(usage.getPromptTokens());
        outputTokens.increment(usage.getCompletionTokens());
    }

    private static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
