package dev.baton.handoff.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.handoff.testing.Api;
import dev.baton.handoff.testing.Desk;
import dev.baton.handoff.testing.Desks;
import dev.baton.handoff.testing.HandoffTest;
import dev.baton.platform.security.Actor;
import dev.baton.platform.tenancy.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/** S4: the chat of a session, with the built-in assistant. */
@HandoffTest
class MessageTest {
    @Autowired
    private Desks desks;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionOperations transaction;

    private Desk desk;

    @BeforeEach
    void openADesk() {
        desk = desks.open();
    }

    @Test
    void aMessageIsAnsweredByTheBuiltInRulesWhichSaySo() {
        String session = desks.session(desk.junior());

        JsonNode exchange = write(desk.junior(), session, "What else could it be?").created();

        JsonNode message = exchange.get("message");
        assertThat(message.get("kind").asString()).isEqualTo("person");
        assertThat(message.get("text").asString()).isEqualTo("What else could it be?");
        assertThat(message.get("author_id").asString()).isEqualTo(desk.junior().id().toString());
        assertThat(message.get("author_name").asString()).isEqualTo("Jo Park");
        assertThat(message.get("source").isNull()).isTrue();
        JsonNode answer = exchange.get("answer");
        assertThat(answer.get("kind").asString()).isEqualTo("assistant");
        assertThat(answer.get("source").asString()).isEqualTo("rules");
        assertThat(answer.get("source_label").asString()).contains("not a language model");
        assertThat(answer.get("in_reply_to").asString()).isEqualTo(message.get("id").asString());
        assertThat(answer.get("author_id").isNull()).isTrue();
        assertThat(answer.get("text").asString()).startsWith("From the built-in rules, not a language model.")
                .contains("local cache or profile");
    }

    @Test
    void theAnswerNamesWhatFixedASimilarCase() {
        String past = desks.solved(desk, "Outlook is failing to sync", "mail");
        String session = desks.session(desk.junior());

        String answer = write(desk.junior(), session, "Any idea?").created().at("/answer/text").asString();

        assertThat(answer).contains("In a similar case this fixed it: Removed the stored token",
                "See /pilot/" + past);
    }

    @Test
    void theAnswerKnowsWhatStandsInTheChat() {
        String session = desks.as(desk.junior())
                .post("/ai-sessions", Map.of("problem_summary", "Something is odd", "domain", "mail"))
                .created()
                .get("id")
                .asString();

        String before = write(desk.junior(), session, "Hello").created().at("/answer/text").asString();
        String after = write(desk.junior(), session, "The NDR names SPF").created().at("/answer/text").asString();

        assertThat(before).contains("know no cause");
        assertThat(after).contains("mail security check");
    }

    @Test
    void theAuthorAndTheClaimerWriteAndNobodyElse() {
        String own = desks.session(desk.junior());
        Desks.Escalated escalated = desks.escalated(desk.junior());

        write(desk.senior(), own, "Hello").problem(404, "not-found");
        write(desk.senior(), escalated.session(), "Hello").problem(403, "not-a-session-participant");
        write(desk.viewer(), escalated.session(), "Hello").problem(403, "forbidden");
        desks.as(desk.senior()).post(escalated.claim()).ok();
        write(desk.senior(), escalated.session(), "Mine now").created();
        write(desk.junior(), escalated.session(), "Thank you").created();
        write(desk.senior2(), escalated.session(), "Hello").problem(404, "not-found");

        assertThat(texts(desk.senior(), escalated.session())).contains("Mine now", "Thank you");
    }

    @Test
    void aParkedOrResolvedSessionTakesNone() {
        String parked = desks.session(desk.junior());
        desks.parked(desk.junior(), parked);
        String resolved = desks.session(desk.junior());
        desks.resolve(desk.junior(), resolved);

        for (String session : List.of(parked, resolved)) {
            write(desk.junior(), session, "Hello").problem(409, "session-not-open");
            assertThat(texts(desk.junior(), session)).isEmpty();
        }
    }

    @Test
    void messagesAreReadByWhoMaySeeTheSessionNewestFirstInPages() {
        String session = desks.session(desk.junior());
        for (int i = 0; i < 3; i++) {
            write(desk.junior(), session, "Message " + i).created();
        }
        String path = "/ai-sessions/" + session + "/messages";
        desks.as(desk.senior()).get(path).problem(404, "not-found");
        desks.as(desk.junior()).post("/ai-sessions/" + session + "/escalate", Desks.escalation()).created();

        List<String> ids = new ArrayList<>();
        List<String> kinds = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = desks.as(desk.viewer()).get(path + "?limit=4" + cursor).ok();
            page.get("items").forEach(item -> {
                ids.add(item.get("id").asString());
                kinds.add(item.get("kind").asString());
            });
            cursor = page.get("next_cursor").isNull() ? null : "&cursor=" + page.get("next_cursor").asString();
        } while (cursor != null);

        assertThat(kinds).containsExactly("assistant", "person", "assistant", "person", "assistant", "person");
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(texts(desk.viewer(), session)).containsSubsequence("Message 2", "Message 1", "Message 0");
        desks.as(desk.junior()).get(path + "?limit=0").problem(400, "invalid-request");
        desks.as(desk.junior()).get(path + "?cursor=garbage").problem(400, "invalid-request");
    }

    @Test
    void aMessageIsActivityAndNoStep() {
        String older = desks.session(desk.junior());
        desks.session(desk.junior());

        write(desk.junior(), older, "Still here").created();

        JsonNode first = desks.as(desk.junior()).get("/ai-sessions").ok().get("items").get(0);
        assertThat(first.get("id").asString()).isEqualTo(older);
        assertThat(first.get("step_count").asInt()).isEqualTo(1);
    }

    @Test
    void onlyAfterAClaimAPersonsMessageIsAnnouncedAndItsAnswerNever() {
        Desks.Escalated escalated = desks.escalated(desk.junior());
        // Two events of the handoff itself: created, and its assessment.
        await().until(() -> published() == 2);
        write(desk.junior(), escalated.session(), "secret finding").created();
        assertThat(published()).isEqualTo(2);

        desks.as(desk.senior()).post(escalated.claim()).ok();
        write(desk.senior(), escalated.session(), "secret finding").created();

        assertThat(published()).isEqualTo(4);
    }

    @Test
    void theClaimersFirstMessageStopsTheClockOfTheClaim() {
        Desks.Escalated escalated = desks.escalated(desk.junior());
        desks.as(desk.senior()).post(escalated.claim()).ok();
        write(desk.junior(), escalated.session(), "Thank you").created();
        assertThat(deadlines(escalated)).isEqualTo(1);

        write(desk.senior(), escalated.session(), "I look at it").created();

        assertThat(deadlines(escalated)).isZero();
    }

    @Test
    void simultaneousMessagesAreAllStoredAndAnsweredOnce() throws Exception {
        String session = desks.session(desk.junior());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<JsonNode>> writers = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                String text = "Message " + i;
                writers.add(threads.submit(() -> write(desk.junior(), session, text).created()));
            }
            for (Future<JsonNode> writer : writers) {
                writer.get();
            }
        }

        Set<String> answered = new TreeSet<>();
        Set<String> written = new TreeSet<>();
        desks.as(desk.junior()).get("/ai-sessions/" + session + "/messages").ok().get("items").forEach(item -> {
            if (item.get("kind").asString().equals("person")) {
                written.add(item.get("id").asString());
            } else {
                answered.add(item.get("in_reply_to").asString());
            }
        });
        assertThat(written).hasSize(10).isEqualTo(answered);
    }

    @Test
    void aMessageMayHaveLinesButNoControlCharacters() {
        String session = desks.session(desk.junior());

        write(desk.junior(), session, "One\n\ttwo").created();
        write(desk.junior(), session, "a\u0000b").problem(400, "invalid-request");
        write(desk.junior(), session, "x".repeat(4_001)).problem(400, "invalid-request");
        write(desk.junior(), session, " \n ").problem(400, "invalid-request");

        assertThat(texts(desk.junior(), session)).hasSize(2).contains("One\n\ttwo");
    }

    @Test
    void aSessionTakesNoMoreThanItsMessages() {
        String session = desks.session(desk.junior());
        write(desk.junior(), session, "First").created();
        Tenant.run(desk.account(), () -> transaction.executeWithoutResult(status -> jdbc.sql("""
                INSERT INTO session_message (account_id, session_id, ordinal, id, text, author_id, created_at)
                SELECT account_id, session_id, :last, gen_random_uuid(), text, author_id, created_at
                FROM session_message WHERE author_id IS NOT NULL
                """).param("last", Messages.MAX_MESSAGES).update()));

        assertThat(write(desk.junior(), session, "One more").problem(409, "session-full").get("detail").asString())
                .contains("2000 messages");
    }

    private Api.Answer write(Actor actor, String session, String text) {
        return desks.as(actor).post("/ai-sessions/" + session + "/messages", Map.of("text", text));
    }

    private List<String> texts(Actor actor, String session) {
        return desks.as(actor)
                .get("/ai-sessions/" + session + "/messages")
                .ok()
                .get("items")
                .valueStream()
                .map(item -> item.get("text").asString())
                .toList();
    }

    private long published() {
        return count("SELECT coalesce(max(last_seq), 0) FROM event_stream WHERE topic = 'baton.handoff.events.v1'");
    }

    private long deadlines(Desks.Escalated escalated) {
        return count("SELECT count(*) FROM handoff_deadline WHERE handoff_id = '" + escalated.handoff()
                + "' AND due_at IS NOT NULL");
    }

    private long count(String sql) {
        return Tenant.call(desk.account(),
                () -> transaction.execute(status -> jdbc.sql(sql).query(Long.class).single()));
    }
}
