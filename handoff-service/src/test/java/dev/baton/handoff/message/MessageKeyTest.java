package dev.baton.handoff.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.handoff.testing.Api;
import dev.baton.handoff.testing.Desk;
import dev.baton.handoff.testing.Desks;
import dev.baton.handoff.testing.HandoffTest;
import dev.baton.testing.MutableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.JsonNode;

/** H7: what a repeated message gets while the assistant is slow, and when its replica died. */
@HandoffTest
@Import(MessageKeyTest.SlowAssistant.class)
class MessageKeyTest {
    private static final String BODY = "{\"text\": \"What now?\"}";

    /** Each waiting latch holds one answer back, in the order in which they are asked for. */
    @TestConfiguration
    static class SlowAssistant {
        private final Queue<CountDownLatch> waits = new ConcurrentLinkedQueue<>();

        @Bean
        @Primary
        Assistant slowAssistant() {
            return conversation -> {
                CountDownLatch wait = waits.poll();
                if (wait != null) {
                    wait.await();
                    return new Answer("late", "model", "A model");
                }
                return new Answer("at once", "model", "A model");
            };
        }
    }

    @Autowired
    private Desks desks;

    @Autowired
    private MutableClock clock;

    @Autowired
    private SlowAssistant assistant;

    @Autowired
    private AssistantProperties settings;

    private Desk desk;
    private String session;

    @BeforeEach
    void openADesk() {
        desk = desks.open();
        session = desks.session(desk.junior());
        assistant.waits.clear();
    }

    @Test
    void aTwinOfAMessageThatWaitsForItsAnswerIsRefusedAndTheFirstResultIsAnsweredLater() {
        CountDownLatch wait = hold();
        CompletableFuture<Api.Answer> first = CompletableFuture.supplyAsync(() -> write("key-1", BODY));
        await().until(() -> assistant.waits.isEmpty());

        Api.Answer twin = write("key-1", BODY);
        twin.problem(409, "request-in-progress");
        assertThat(twin.response().headers().firstValue("Retry-After")).hasValue("1");
        write("key-1", "{\"text\": \"Another\"}").problem(422, "idempotency-key-reused");
        wait.countDown();
        Api.Answer answered = first.join();

        assertThat(answered.created().at("/answer/text").asString()).isEqualTo("late");
        assertThat(write("key-1", BODY).response().body()).isEqualTo(answered.response().body());
        write("key-1", "{\"text\": \"Another\"}").problem(422, "idempotency-key-reused");
        assertThat(messages()).hasSize(2);
    }

    @Test
    void whileTheAssistantIsSlowNothingIsLockedAndTheMessageIsThere() {
        CountDownLatch wait = hold();
        CompletableFuture<Api.Answer> first = CompletableFuture.supplyAsync(() -> write("key-1", BODY));
        await().until(() -> assistant.waits.isEmpty());

        desks.as(desk.junior())
                .post("/ai-sessions/" + session + "/steps", Map.of("kind", "action", "text", "Looked"))
                .created();
        assertThat(messages()).extracting(item -> item.get("text").asString()).containsExactly("What now?");
        write("key-2", "{\"text\": \"And this?\"}").created();
        wait.countDown();

        JsonNode late = first.join().created();
        assertThat(messages()).extracting(item -> item.get("text").asString())
                .containsExactly("late", "at once", "And this?", "What now?");
        assertThat(late.at("/answer/in_reply_to")).isEqualTo(late.at("/message/id"));
    }

    @Test
    void whenItsLeaseRanOutATwinAnswersWhatWasWrittenAndTheLateFirstGetsThatAnswer() {
        CountDownLatch wait = hold();
        CompletableFuture<Api.Answer> first = CompletableFuture.supplyAsync(() -> write("key-1", BODY));
        await().until(() -> assistant.waits.isEmpty());
        clock.advance(settings.lease().minusSeconds(5));
        write("key-1", BODY).problem(409, "request-in-progress");
        clock.advance(Duration.ofSeconds(6));

        Api.Answer twin = write("key-1", BODY);
        wait.countDown();

        assertThat(twin.created().at("/answer/text").asString()).isEqualTo("at once");
        assertThat(first.join().response().body()).isEqualTo(twin.response().body());
        assertThat(write("key-1", BODY).response().body()).isEqualTo(twin.response().body());
        assertThat(messages()).hasSize(2);
    }

    @Test
    void aRefusalIsNotKeptAndLeasesNothing() {
        desks.parked(desk.junior(), session);
        write("key-1", BODY).problem(409, "session-not-open");
        desks.as(desk.junior()).post("/ai-sessions/" + session + "/resume").ok();

        write("key-1", BODY).created();
    }

    private CountDownLatch hold() {
        CountDownLatch wait = new CountDownLatch(1);
        assistant.waits.add(wait);
        return wait;
    }

    private Api.Answer write(String key, String body) {
        return desks.as(desk.junior())
                .send("POST", "/ai-sessions/" + session + "/messages", body, Map.of("Idempotency-Key", key));
    }

    private List<JsonNode> messages() {
        return desks.as(desk.junior())
                .get("/ai-sessions/" + session + "/messages")
                .ok()
                .get("items")
                .valueStream()
                .toList();
    }
}
