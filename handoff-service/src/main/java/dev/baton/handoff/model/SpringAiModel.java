package dev.baton.handoff.model;

import io.micrometer.core.instrument.Timer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;

/** Asks a model through Spring AI: one call, fenced, bounded in time, counted. */
final class SpringAiModel implements LanguageModel {
    private static final Logger LOG = LoggerFactory.getLogger(SpringAiModel.class);
    // Of Anthropic and of OpenAI.
    private static final Set<String> CUT = Set.of("max_tokens", "length");

    private final ChatModel chat;
    private final String name;
    private final Duration timeout;
    private final ToIntFunction<Throwable> statusOf;
    private final ModelMetrics metrics;
    private final RandomGenerator random = new SecureRandom();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** @param statusOf the HTTP status that a failure tells of; 0 if there was no answer */
    SpringAiModel(ChatModel chat, ModelProperties settings, ToIntFunction<Throwable> statusOf, ModelMetrics metrics) {
        this.chat = chat;
        this.name = settings.requiredName();
        this.timeout = settings.timeout();
        this.statusOf = statusOf;
        this.metrics = metrics;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Completion complete(String instructions, String data) throws InterruptedException {
        if (instructions.length() > MAX_CHARACTERS || data.length() > MAX_CHARACTERS) {
            throw new IllegalArgumentException("a text for the model is longer than " + MAX_CHARACTERS);
        }
        Fence fence = Fence.around(VisibleText.of(data), random);
        Prompt prompt = new Prompt(List.of(new SystemMessage(instructions + "\n\n" + fence.rule()),
                new UserMessage(fence.fenced())));
        Timer.Sample call = metrics.start();
        // On a thread of its own: interrupting a virtual thread closes the socket that it reads from, so a call ends on
        // time whatever the provider's library does about timeouts, retries and slow drips.
        Future<ChatResponse> answer = threads.submit(() -> chat.call(prompt));
        try {
            return read(call, answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            metrics.ended(call, Outcome.INTERRUPTED);
            throw e;
        } catch (TimeoutException e) {
            throw failed(call, Outcome.TIMEOUT, e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw failed(call, Outcome.ofStatus(statusOf.applyAsInt(cause)), cause);
        } finally {
            answer.cancel(true);
        }
    }

    private Completion read(Timer.Sample call, ChatResponse response) {
        metrics.used(response.getMetadata().getUsage());
        Generation generation = response.getResult();
        String text = generation == null ? null : generation.getOutput().getText();
        if (generation == null || text == null || text.isBlank()) {
            metrics.ended(call, Outcome.EMPTY);
            throw new ModelUnavailable(Outcome.EMPTY);
        }
        String finished = generation.getMetadata().getFinishReason();
        boolean cut = finished != null && CUT.contains(finished.toLowerCase(Locale.ROOT));
        metrics.ended(call, cut ? Outcome.TRUNCATED : Outcome.ANSWERED);
        return new Completion(text, cut);
    }

    // Without the messages of the failure: they quote the answer, and that may quote what people wrote.
    private ModelUnavailable failed(Timer.Sample call, Outcome outcome, Throwable failure) {
        metrics.ended(call, outcome);
        LOG.atWarn()
                .addKeyValue("outcome", outcome)
                .addKeyValue("status", statusOf.applyAsInt(failure))
                .addKeyValue("error", failure.getClass().getName())
                .log("the model gave no answer");
        return new ModelUnavailable(outcome);
    }
}
