package dev.baton.handoff.message;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the assistant answer in bounded time; what it cannot, the built-in rules do, and the answer is labelled as theirs. */
class Answering {
    private static final Logger LOG = LoggerFactory.getLogger(Answering.class);

    private final Assistant assistant;
    private final RulesAssistant builtIn;
    private final AssistantProperties settings;
    private final AssistantMetrics metrics;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Answering(Assistant assistant, RulesAssistant builtIn, AssistantProperties settings, AssistantMetrics metrics) {
        this.assistant = assistant;
        this.builtIn = builtIn;
        this.settings = settings;
        this.metrics = metrics;
    }

    Answer answer(Conversation conversation) {
        Future<Answer> future = threads.submit(() -> assistant.answer(conversation));
        try {
            Answer answer = future.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
            metrics.ended(AssistantMetrics.Result.ANSWERED);
            return answer;
        } catch (InterruptedException e) {
            // The replica stops; the message is stored, and a repeated request gets its answer.
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (TimeoutException e) {
            metrics.ended(AssistantMetrics.Result.TIMEOUT);
            LOG.atWarn().addKeyValue("sessionId", conversation.session().id()).log("assistant timed out");
        } catch (ExecutionException e) {
            metrics.ended(AssistantMetrics.Result.FAILED);
            // Without the cause's message: it may quote what people wrote.
            LOG.atWarn()
                    .addKeyValue("sessionId", conversation.session().id())
                    .addKeyValue("error", e.getCause() == null ? e.toString() : e.getCause().getClass().getName())
                    .log("assistant failed");
        } finally {
            future.cancel(true);
        }
        return builtIn.answerInstead(conversation);
    }
}
