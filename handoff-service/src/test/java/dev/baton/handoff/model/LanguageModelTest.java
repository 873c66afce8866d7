package dev.baton.handoff.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.baton.handoff.testing.ModelServer;
import dev.baton.handoff.testing.Models;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The provider's own library against a server that speaks the provider's wire format, well and badly. */
@ExtendWith(OutputCaptureExtension.class)
class LanguageModelTest {
    // The first call loads the provider's library.
    private static final Duration PATIENT = Duration.ofMinutes(1);

    private final ModelServer server = new ModelServer();
    private final MeterRegistry registry = new SimpleMeterRegistry();

    @BeforeEach
    void answerWell() {
        server.reply(ModelServer.Reply.text("The cache"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void itAsksInTheProvidersFormatAndCountsTheTokens(Provider provider) throws Exception {
        Completion answer = model(provider).complete("Name the cause.", "Outlook does not sync");

        assertThat(answer).isEqualTo(new Completion("The cache", false));
        ModelServer.Request request = server.requests().getFirst();
        assertThat(request.instructions()).startsWith("Name the cause.").doesNotContain("Outlook");
        assertThat(request.data()).contains("Outlook does not sync");
        assertThat(request.body().get("model").asString()).isEqualTo(Models.NAME);
        switch (provider) {
            case ANTHROPIC -> {
                assertThat(request.path()).isEqualTo("/v1/messages");
                assertThat(request.headers().getFirst("X-Api-Key")).isEqualTo(Models.KEY);
                assertThat(request.headers().getFirst("Anthropic-Version")).isNotBlank();
                assertThat(request.body().get("max_tokens").asInt()).isEqualTo(512);
            }
            case OPENAI -> {
                assertThat(request.path()).isEqualTo("/chat/completions");
                assertThat(request.headers().getFirst("Authorization")).isEqualTo("Bearer " + Models.KEY);
                assertThat(request.body().get("max_completion_tokens").asInt()).isEqualTo(512);
            }
            case NONE -> throw new AssertionError();
        }
        assertThat(calls(provider, Outcome.ANSWERED)).isEqualTo(1);
        assertThat(tokens(provider, "input")).isEqualTo(ModelServer.INPUT_TOKENS);
        assertThat(tokens(provider, "output")).isEqualTo(ModelServer.OUTPUT_TOKENS);
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void anAnswerThatTheLimitOfTokensEndedIsCountedAsSuch(Provider provider) throws Exception {
        server.reply(ModelServer.Reply.cut("The ca"));

        assertThat(model(provider).complete("Name the cause.", "Outlook")).isEqualTo(new Completion("The ca", true));

        assertThat(calls(provider, Outcome.TRUNCATED)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"ANTHROPIC, 401, REJECTED, 1", "OPENAI, 401, REJECTED, 1", "ANTHROPIC, 400, REJECTED, 1",
            "OPENAI, 400, REJECTED, 1", "ANTHROPIC, 429, BUSY, 3", "OPENAI, 429, BUSY, 3", "ANTHROPIC, 529, BUSY, 3",
            "OPENAI, 503, BUSY, 3", "ANTHROPIC, 500, FAILED, 3", "OPENAI, 500, FAILED, 3"})
    void anErrorIsTriedAgainOnlyWhereThatHelps(Provider provider, int status, Outcome outcome, int tries,
            CapturedOutput output) {
        server.reply(ModelServer.Reply.error(status, "you said: Outlook, with " + Models.KEY));

        ModelUnavailable failure = failure(provider);

        assertThat(failure.outcome()).isEqualTo(outcome);
        assertThat(server.requests()).hasSize(tries);
        assertThat(calls(provider, outcome)).isEqualTo(1);
        assertThat(output).contains("no answer").doesNotContain(Models.KEY, "Outlook");
        assertThat(failure).hasNoCause().message().doesNotContain(Models.KEY, "Outlook");
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void aProviderThatWasBusyIsAskedAgain(Provider provider) throws Exception {
        server.reply(ModelServer.Reply.error(429, "slow down"), ModelServer.Reply.text("The cache"));

        assertThat(model(provider).complete("Name the cause.", "Outlook").text()).isEqualTo("The cache");
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void whatIsNoAnswerIsAFailure(Provider provider) {
        for (ModelServer.Reply reply : new ModelServer.Reply[]{ModelServer.Reply.raw("<html>gateway</html>"),
                ModelServer.Reply.raw("[]"), ModelServer.Reply.broken("The cache"),
                ModelServer.Reply.text("x".repeat(1024 * 1024))}) {
            server.reply(reply);

            assertThat(failure(provider).outcome()).isEqualTo(Outcome.FAILED);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void anAnswerWithoutTextIsNone(Provider provider) {
        for (String text : new String[]{"", " \n"}) {
            server.reply(ModelServer.Reply.text(text));

            assertThat(failure(provider).outcome()).isEqualTo(Outcome.EMPTY);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void aModelThatIsTooSlowIsGivenUp(Provider provider) {
        server.reply(ModelServer.Reply.never());
        LanguageModel impatient = model(settings(provider, server.url(), Duration.ofSeconds(1)));

        assertThat(failure(impatient).outcome()).isEqualTo(Outcome.TIMEOUT);
        assertThat(calls(provider, Outcome.TIMEOUT)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void anInterruptedCallHangsUpOnTheProvider(Provider provider) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CountDownLatch asked = new CountDownLatch(1);
            CompletableFuture<Void> hungUp = CompletableFuture.runAsync(() -> readToTheEnd(silent, asked));
            LanguageModel model = model(settings(provider,
                    URI.create("http://127.0.0.1:" + silent.getLocalPort()), PATIENT));
            CompletableFuture<Throwable> ended = new CompletableFuture<>();
            Thread caller = Thread.ofVirtual().start(() -> {
                try {
                    ended.complete(new AssertionError(model.complete("Name the cause.", "Outlook").text()));
                } catch (InterruptedException | RuntimeException e) {
                    ended.complete(e);
                }
            });
            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();

            caller.interrupt();

            assertThat(ended.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
            hungUp.get(10, TimeUnit.SECONDS);
            assertThat(calls(provider, Outcome.INTERRUPTED)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void aTextThatNoCallerMaySendIsNotSent(Provider provider) {
        String tooLong = "x".repeat(LanguageModel.MAX_CHARACTERS + 1);

        assertThatThrownBy(() -> model(provider).complete("Name the cause.", tooLong))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(server.requests()).isEmpty();
    }

    private ModelUnavailable failure(Provider provider) {
        return failure(model(provider));
    }

    private static ModelUnavailable failure(LanguageModel model) {
        return catchThrowableOfType(ModelUnavailable.class, () -> model.complete("Name the cause.", "Outlook"));
    }

    private LanguageModel model(Provider provider) {
        return model(settings(provider, server.url(), PATIENT));
    }

    private static ModelProperties settings(Provider provider, URI url, Duration timeout) {
        return new ModelProperties(provider, url, Models.KEY, Models.NAME, 512, timeout, 2);
    }

    private LanguageModel model(ModelProperties settings) {
        ModelMetrics metrics = new ModelMetrics(registry, settings);
        return switch (settings.provider()) {
            case ANTHROPIC -> new ModelConfiguration.Anthropic().languageModel(settings, metrics);
            case OPENAI -> new ModelConfiguration.OpenAi().languageModel(settings, metrics);
            case NONE -> throw new AssertionError();
        };
    }

    private long calls(Provider provider, Outcome outcome) {
        return registry.get("baton.model.calls")
                .tags("provider", lowerCase(provider), "outcome", lowerCase(outcome))
                .timer()
                .count();
    }

    private double tokens(Provider provider, String kind) {
        return registry.get("baton.model.tokens").tags("provider", lowerCase(provider), "kind", kind).counter().count();
    }

    private static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static void readToTheEnd(ServerSocket server, CountDownLatch asked) {
        try (Socket client = server.accept()) {
            if (client.getInputStream().read() >= 0) {
                asked.countDown();
            }
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // A reset is an end, too.
        }
    }
}
