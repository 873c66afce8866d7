package dev.baton.handoff.identity;

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

/** Removes expired refresh tokens of all accounts and failures that count no more, once an hour by one replica. */
@Configuration(proxyBeanMethods = false)
class SignInCleanUp {
    private static final Duration EVERY = Duration.ofHours(1);

    @Bean
    RecurringTask<Void> expiredRefreshTokens(@Qualifier("worker") JdbcClient worker, Clock clock) {
        return Tasks.recurring("refresh-token-clean-up", FixedDelay.of(EVERY))
                .execute((instance, context) -> worker.sql("DELETE FROM refresh_token WHERE expires_at < :now")
                        .param("now", Columns.timestamp(clock.instant()))
                        .update());
    }

    @Bean
    RecurringTask<Void> oldSignInAttempts(@Qualifier("worker") JdbcClient worker, IdentityProperties settings,
            Clock clock) {
        return Tasks.recurring("sign-in-attempt-clean-up", FixedDelay.of(EVERY))
                .execute((instance, context) -> worker.sql("DELETE FROM sign_in_attempt WHERE last_at < :expired")
                        .param("expired", Columns.timestamp(clock.instant().minus(settings.failureWindow())))
                        .update());
    }
}
