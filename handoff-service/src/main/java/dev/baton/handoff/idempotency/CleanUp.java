package dev.baton.handoff.idempotency;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.baton.platform.database.Columns;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Removes the results that are past their time, of all accounts, once an hour by one replica. */
@Configuration(proxyBeanMethods = false)
class CleanUp {
    private static final Duration EVERY = Duration.ofHours(1);

    @Bean
    RecurringTask<Void> idempotencyCleanUp(@Qualifier("worker") JdbcClient worker, Clock clock) {
        return Tasks.recurring("idempotency-clean-up", FixedDelay.of(EVERY))
                .execute((instance, context) -> worker.sql("DELETE FROM idempotency_key WHERE created_at < :expired")
                        .param("expired", Columns.timestamp(clock.instant().minus(IdempotentRequests.KEPT)))
                        .update());
    }
}
