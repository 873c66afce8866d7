package dev.baton.analytics.projection;

import static dev.baton.platform.database.Columns.timestamp;

import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Component;

/**
 * Removes generations that a later one has replaced, of all accounts at once, so it works as the worker role. Replicas
 * may do it side by side; it may be interrupted anywhere and is gone on with at the next run.
 */
@Component
class ReplacedGenerations implements SchedulingConfigurer {
    // Small enough that no lock is held for long, whatever the size of the table.
    private static final int BATCH = 5_000;
    private static final Logger log = LoggerFactory.getLogger(ReplacedGenerations.class);

    private final JdbcClient worker;
    private final ProjectionProperties properties;
    private final Clock clock;

    ReplacedGenerations(@Qualifier("worker") JdbcClient worker, ProjectionProperties properties, Clock clock) {
        this.worker = worker;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedDelayTask(this::remove, properties.cleanupInterval());
    }

    void remove() {
        for (Generation replaced : replaced()) {
            long rows = removeRows("handoff_metric", replaced) + removeRows("handoff_action", replaced);
            removeWatermarks("inbox", replaced);
            removeWatermarks("inbox_hole", replaced);
            // Last: as long as it is listed, a run that was cut short is repeated.
            worker.sql("DELETE FROM projection_generation WHERE generation = :generation")
                    .param("generation", replaced.number())
                    .update();
            log.atInfo()
                    .addKeyValue("generation", replaced.number())
                    .addKeyValue("rows", rows)
                    .log("replaced generation removed");
        }
    }

    private List<Generation> replaced() {
        return worker.sql("""
                SELECT generation FROM projection_generation
                WHERE generation < :built AND EXISTS (SELECT FROM projection_generation
                    WHERE generation = :built AND caught_up_at <= :replacedBefore)
                ORDER BY generation
                """)
                .param("built", properties.generation())
                .param("replacedBefore", timestamp(clock.instant().minus(properties.keepReplaced())))
                .query((row, number) -> new Generation(row.getInt("generation")))
                .list();
    }

    private long removeRows(String table, Generation generation) {
        long removed = 0;
        int batch;
        do {
            batch = worker.sql("""
                    DELETE FROM %1$s WHERE ctid = ANY (ARRAY(
                        SELECT ctid FROM %1$s WHERE generation = :generation LIMIT :batch))
                    """.formatted(table))
                    .param("generation", generation.number())
                    .param("batch", BATCH)
                    .update();
            removed += batch;
        } while (batch == BATCH);
        return removed;
    }

    private void removeWatermarks(String table, Generation generation) {
        worker.sql("DELETE FROM %s WHERE group_name = :group".formatted(table))
                .param("group", generation.group())
                .update();
    }
}
