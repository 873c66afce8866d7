package dev.baton.notification.channel.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.notification.channel.webhook.ScriptedChat.Reaction;
import dev.baton.notification.channel.webhook.WebhookReply.Answered;
import dev.baton.notification.channel.webhook.WebhookReply.NotSent;
import dev.baton.notification.channel.webhook.WebhookReply.Unanswered;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookClientTest {
    private static final String HOOK = "/slack/hook";
    private static final byte[] MESSAGE = "{\"text\": \"größer\"}".getBytes(StandardCharsets.UTF_8);
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final int A_LOT = 2_000_000;

    private final ScriptedChat chat = new ScriptedChat();
    private final WebhookClient client = new WebhookClient(
            new PostingProperties(Duration.ofSeconds(1), Duration.ofMillis(500)), Clock.fixed(NOW, ZoneOffset.UTC));

    @AfterEach
    void close() throws Exception {
        client.destroy();
        chat.close();
    }

    @Test
    void postsTheMessageAsJsonAndTellsTheAnswer() {
        assertThat(post()).isEqualTo(new Answered(200, "ok", true, null));
        assertThat(chat.postsTo(HOOK)).singleElement().satisfies(post -> {
            assertThat(post.head()).startsWith("POST /slack/hook HTTP/1.1").containsIgnoringCase("application/json");
            assertThat(post.json().get("text").asString()).isEqualTo("größer");
        });
    }

    @Test
    void aRedirectIsAnAnswerAndIsNotFollowed() {
        chat.on(HOOK, Reaction.says(307, "", "Location: " + chat.url("/slack/inside")));

        assertThat(post()).isEqualTo(new Answered(307, "", true, null));
        assertThat(chat.postsTo("/slack/inside")).isEmpty();
    }

    static Stream<Reaction> silence() {
        return Stream.of(Reaction.hangs(""), Reaction.resets(""), Reaction.raw(""),
                Reaction.hangs("HTTP/1.1 200 OK\r\n"),
                Reaction.raw("HTTP/1.1 200 OK\r\nContent-"), Reaction.raw("220 mail.example ESMTP\r\n"));
    }

    @ParameterizedTest
    @MethodSource("silence")
    void whoeverHasTheMessageAndGivesNoStatusLeavesItInDoubt(Reaction silent) {
        chat.on(HOOK, silent);

        assertThat(post()).isInstanceOf(Unanswered.class);
        assertThat(chat.postsTo(HOOK)).as("the client does not try again by itself").hasSize(1);
    }

    static Stream<Reaction> halfAnswers() {
        String head = "HTTP/1.1 404 Not Found\r\nContent-Length: 100\r\n\r\nno_ser";
        return Stream.of(Reaction.hangs(head), Reaction.resets(head), Reaction.raw(head));
    }

    @ParameterizedTest
    @MethodSource("halfAnswers")
    void anAnswerThatBreaksOffStillHasItsStatus(Reaction half) {
        chat.on(HOOK, half);

        assertThat(post()).isInstanceOfSatisfying(Answered.class, answer -> {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.whole()).isFalse();
        });
    }

    @Test
    void ofAHugeAnswerOnlyTheBeginningIsRead() {
        chat.on(HOOK, Reaction.says(200, "x".repeat(A_LOT)));

        assertThat(post()).isEqualTo(new Answered(200, "x".repeat(1024), false, null));
    }

    @Test
    void anAnswerThatDripsIsNotWaitedForAnyLonger() {
        chat.on(HOOK, (socket, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 1_000_000; i++) {
                out.write('x');
                out.flush();
                socket.setSoTimeout(50);
                try {
                    socket.getInputStream().read();
                    return;
                } catch (java.net.SocketTimeoutException e) {
                    // The client is still there.
                }
            }
        });
        long start = System.nanoTime();

        assertThat(post()).isInstanceOfSatisfying(Answered.class, answer -> assertThat(answer.whole()).isFalse());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void whoeverIsNotThereCannotHaveTheMessage() throws Exception {
        int nobodyListens;
        try (ServerSocket closed = new ServerSocket(0)) {
            nobodyListens = closed.getLocalPort();
        }

        assertThat(client.post(URI.create("http://127.0.0.1:" + nobodyListens + HOOK), MESSAGE))
                .isInstanceOf(NotSent.class);
        assertThat(client.post(URI.create("http://nobody.invalid/x"), MESSAGE)).isInstanceOf(NotSent.class);
    }

    @Test
    void whatIsSaidOfAFailureDoesNotHoldTheUrl() {
        chat.on(HOOK, Reaction.raw("nonsense"));

        assertThat(post().toString()).doesNotContain("hook", "127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"30|30", "0030|30", "Sun, 01 Mar 2026 10:01:00 GMT|60", "999999999|86400",
            "Fri, 01 Mar 2126 10:01:00 GMT|86400"})
    void honoursRetryAfterInBothForms(String header, long seconds) {
        chat.on(HOOK, Reaction.says(429, "slow down", "Retry-After: " + header));

        assertThat(post()).isEqualTo(new Answered(429, "slow down", true, Duration.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "soon", "1.5", "99999999999999999999", "Sun, 01 Mar 2026 09:00:00 GMT",
            "\u0660"})
    void aRetryAfterThatIsNoneIsLeftOut(String header) {
        chat.on(HOOK, Reaction.says(429, "slow down", "Retry-After: " + header));

        assertThat(post()).isEqualTo(new Answered(429, "slow down", true, null));
    }

    private WebhookReply post() {
        return client.post(chat.url(HOOK), MESSAGE);
    }
}
