package dev.baton.handoff.assessment;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.baton.events.AccountId;
import dev.baton.events.HandoffId;
import dev.baton.handoff.model.LanguageModel;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AssessmentConfiguration {
    private static final Duration RETRY = Duration.ofSeconds(2);

    /** A model where one is configured, else the built-in rules (A4, A5). */
    @Bean
    Assessor assessor(Optional<LanguageModel> model, AssessmentMetrics metrics) throws IOException {
        return model.isPresent() ? new ModelAssessor(model.get(), metrics) : new RulesAssessor();
    }

    // What fails here is the database: the assessor's own failures are results. The deadline ends the retries.
    @Bean
    CustomTask<Void> assessmentTask(AssessmentJob job) {
        return Tasks.custom(Assessments.TASK, Void.class)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY))
                .onDeadExecutionRevive()
                .execute((instance, context) -> {
                    String[] ids = instance.getId().split("/", -1);
                    job.run(AccountId.of(ids[0]), HandoffId.of(ids[1]));
                    // It ended its row in the transaction of its effect.
                    return (complete, operations) -> {};
                });
    }
}
