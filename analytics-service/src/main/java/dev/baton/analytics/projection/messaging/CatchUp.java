package dev.baton.analytics.projection.messaging;

import dev.baton.analytics.projection.Generation;
import dev.baton.analytics.projection.Generations;
import dev.baton.analytics.projection.ProjectionMetrics;
import dev.baton.analytics.projection.ProjectionProperties;
import dev.baton.events.Topics;
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
    private final ProjectionMetrics metrics;
    private final Duration interval;
    private Map<TopicPartition, Long> goal = Map.of();
    private boolean done;

    CatchUp(ProjectionProperties properties, Generations generations, GroupOffsets offsets, ProjectionMetrics metrics) {
        this.generation = properties.built();
        this.generations = generations;
        this.offsets = offsets;
        this.metrics = metrics;
        this.interval = properties.catchUpInterval();
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedDelayTask(this::look, interval);
    }

    void look() {
        if (done) {
            return;
        }
        generations.begin(generation);
        if (!generations.hasCaughtUp(generation)) {
            metrics.rebuilding(true);
            if (goal.isEmpty()) {
                // Where the topic ends now; what comes later comes to all generations alike.
                goal = offsets.endsOf(Topics.HANDOFF_EVENTS);
            }
            if (!offsets.hasCommitted(generation.group(), goal)) {
                return;
            }
            generations.caughtUp(generation);
            log.atInfo().addKeyValue("generation", generation.number()).log("generation has caught up");
        }
        metrics.rebuilding(false);
        done = true;
    }
}
