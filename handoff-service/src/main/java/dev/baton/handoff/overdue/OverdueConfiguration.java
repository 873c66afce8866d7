package dev.baton.handoff.overdue;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.baton.events.AccountId;
import dev.baton.events.HandoffId;
import dev.baton.handoff.deadline.Deadlines;
import dev.baton.platform.tenancy.Tenant;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OverdueConfiguration {
    private static final Duration RETRY = Duration.ofSeconds(5);

    // What fails here is the database: tried until it works. A replica that dies has its job run elsewhere.
    @Bean
    OneTimeTask<Void> deadlineTask(OverdueHandoffs overdue) {
        return Tasks.oneTime(Deadlines.TASK)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY))
                .onDeadExecutionRevive()
                .execute((instance, context) -> {
                    String[] parts = instance.getId().split("/", -1);
                    AccountId account = AccountId.of(parts[0]);
                    Tenant.run(account, () -> overdue.fire(account, HandoffId.of(parts[1]), Long.parseLong(parts[2])));
                });
    }
}
