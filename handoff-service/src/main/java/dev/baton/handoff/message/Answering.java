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
import org.springframework.stereotype.Component;

/** Lets the assistant answer in bounded time; what it cannot, the built-in rules do, and the answer is labelled as theirs. */
@Component
class Answering {
    private static final Logger LOG = LoggerFactory.getLogger(Answering.class);

    private final Assistant assistant;
    private final RulesAssistant builtIn;
    private final AssistantProperties settings;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** @param assistant the built-in one while there is no other, else the primary one */
    Answering(Assistant assistant, RulesAssistant builtIn, AssistantProperties settings) {
        this.assistant = assistant;
        this.builtIn = builtIn;
        this.settings = settings;
    }

    Answer answer(Conversation conversation) {
        Future<Answer> future = threads.submit(() -> assistant.answer(conversation));
        try {
            return future.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // The replica stops; the message is stored, and a repeated request gets its answer.
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (TimeoutException e) {
            LOG.atWarn().addKeyValue("sessionId", conversation.session().id()).log("assistant timed out");
        } catch (ExecutionException e) {
            // Without the cause's message: it may quote what people wrote.
            LOG.atWarn()
                    .addKeyValue("sessionId", conversation.session().id())
                    .addKeyValue("error", e.getCause() == null ? e.toString() : e.getCause().getClass().getName())
                    .log("assistant failed");
        } finally {
            future.cancel(true);
        }
        return builtIn.answer(conversation);
    }
}
