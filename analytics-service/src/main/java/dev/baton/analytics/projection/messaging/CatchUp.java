package dev.baton.analytics.projection.messaging;

import dev.baton.analytics.projection.Generation;
import dev.baton.analytics.projection.Generations;
import dev.baton.analytics.projection.ProjectionProperties;
import dev.baton.events.Topics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Component;

/**
 * Sees when the generation that is being built has read what was on the topic when it began; from then on it answers.
 * Called by one thread; each replica looks for itself and any of them may be the one that sees it.
 */
@Component
class CatchUp implements SchedulingConfigurer {
    private static final Logger log = LoggerFactory.getLogger(CatchUp.class);

    private final Generation generation;
    private final Generations generations;
    private final GroupOffsets offsets;
    private final Duration interval;
    private Map<TopicPartition, Long> goal = Map.of();
    private boolean failing;
    private volatile boolean done;

    CatchUp(ProjectionProperties properties, Generations generations, GroupOffsets offsets, MeterRegistry meters) {
        this.generation = properties.built();
        this.generations = generations;
        this.offsets = offsets;
        this.interval = properties.catchUpInterval();
        // What a rebuild applies is old by nature: while this is 1, an alert on the delay of effects is silent.
        Gauge.builder("baton.analytics.rebuilding", this, catchUp -> catchUp.done ? 0 : 1)
                .description("1 until the generation that is being built has caught up")
                .register(meters);
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedDelayTask(this::look, interval);
    }

    /** Looks again at the next interval when Kafka or the database does not answer; the report goes on meanwhile. */
    void look() {
        if (done) {
            return;
        }
        try {
            done = hasCaughtUp();
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                log.atWarn().setCause(e).log("cannot tell whether the generation has caught up, looking again");
            }
            failing = true;
        }
        if (done) {
            offsets.close();
        }
    }

    private boolean hasCaughtUp() {
        generations.begin(generation);
        if (generations.hasCaughtUp(generation)) {
            return true;
        }
        if (goal.isEmpty()) {
            // Where the topic ends now; what comes later comes to all generations alike.
            goal = offsets.endsOf(Topics.HANDOFF_EVENTS);
        }
        if (!offsets.hasCommitted(generation.group(), goal)) {
            return false;
        }
        generations.caughtUp(generation);
        log.atInfo().addKeyValue("generation", generation.number()).log("generation has caught up");
        return true;
    }
}
