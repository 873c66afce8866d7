package dev.baton.handoff.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.handoff.testing.Api;
import dev.baton.handoff.testing.Desk;
import dev.baton.handoff.testing.Desks;
import dev.baton.handoff.testing.HandoffTest;
import dev.baton.platform.security.Actor;
import dev.baton.platform.tenancy.Tenant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

@HandoffTest
class BellTest {
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
    void everyoneWhoTakesHandoffsHasANoticeAndNobodyElse() {
        Desks.Escalated escalated = desks.escalated(desk.junior());

        for (Actor told : List.of(desk.senior(), desk.senior2(), desk.admin(), desk.owner())) {
            JsonNode notice = desks.as(told).get("/notices").ok().get("items").get(0);
            assertThat(notice.get("title").asString())
                    .isEqualTo("Escalation from Jo Park · #12345: Outlook is failing to sync email");
            assertThat(notice.get("link").asString()).isEqualTo("/pilot/" + escalated.session() + "?pickup=true");
        }
        for (Actor untold : List.of(desk.junior(), desk.viewer(), desk.former())) {
            assertThat(desks.as(untold).get("/notices").ok().get("items")).isEmpty();
        }
    }

    @Test
    void readingANoticeIsCountedOnceAndIsNobodyElsesBusiness() {
        desks.escalated(desk.junior());
        String notice = desks.as(desk.senior()).get("/notices").ok().get("items").get(0).get("id").asString();

        desks.as(desk.senior2()).post("/notices/" + notice + "/read").problem(404, "not-found");
        assertThat(desks.as(desk.senior()).post("/notices/" + notice + "/read").status()).isEqualTo(204);
        JsonNode read = desks.as(desk.senior()).get("/notices").ok().get("items").get(0).get("read_at");
        assertThat(desks.as(desk.senior()).post("/notices/" + notice + "/read").status()).isEqualTo(204);

        assertThat(unread(desk.senior())).isZero();
        assertThat(unread(desk.senior2())).isEqualTo(1);
        assertThat(desks.as(desk.senior()).get("/notices").ok().get("items").get(0).get("read_at")).isEqualTo(read);
    }

    @Test
    void aClaimSettlesEverybodysNoticeAndTellsTheJunior() {
        Desks.Escalated escalated = desks.escalated(desk.junior());

        desks.as(desk.senior()).post(escalated.claim()).ok();

        assertThat(unread(desk.senior2())).isZero();
        assertThat(desks.as(desk.owner()).get("/notices").ok().get("items").get(0).get("settled").asBoolean()).isTrue();
        assertThat(desks.as(desk.junior()).get("/notices").ok().get("items").get(0).get("title").asString())
                .isEqualTo("Sam Reyes picked up: Outlook is failing to sync email");
    }

    @Test
    void aCancellationAndAReturnSettleWhatWasToldBefore() {
        Desks.Escalated cancelled = desks.escalated(desk.junior());
        desks.as(desk.junior()).post(cancelled.claim().replace("/claim", "/cancel")).ok();
        Desks.Escalated returned = desks.escalated(desk.junior());
        desks.as(desk.senior()).post(returned.claim()).ok();
        desks.as(desk.senior())
                .post(returned.claim().replace("/claim", "/return"), Map.of("reason", "No rights"))
                .created();

        assertThat(settled(desk.owner(), cancelled)).containsExactly(true);
        assertThat(settled(desk.owner(), returned)).containsExactly(true);
        // That it was given back is news; that it had been picked up is not any more.
        assertThat(settled(desk.junior(), returned)).containsExactly(false, true);
        // The one that waits in its place.
        assertThat(unread(desk.owner())).isEqualTo(1);
    }

    @Test
    void allThatWasSeenIsReadAtOnceAndWhatCameMeanwhileIsNot() {
        desks.escalated(desk.junior());
        desks.escalated(desk.junior());
        String newestSeen = newest(desk.senior());
        Desks.Escalated meanwhile = desks.escalated(desk.junior());

        assertThat(readAll(desk.senior(), newestSeen).status()).isEqualTo(204);
        List<JsonNode> first = reads(desk.senior());
        assertThat(readAll(desk.senior(), newestSeen).status()).isEqualTo(204);

        assertThat(unread(desk.senior())).isEqualTo(1);
        assertThat(desks.as(desk.senior()).get("/notices").ok().at("/items/0/handoff_id").asString())
                .isEqualTo(meanwhile.handoff());
        assertThat(first).extracting(JsonNode::isNull).containsExactly(true, false, false);
        assertThat(reads(desk.senior())).isEqualTo(first);
        assertThat(unread(desk.senior2())).isEqualTo(3);
    }

    @Test
    void whatSomebodyElseSawMarksNothing() {
        desks.escalated(desk.junior());
        String theirs = newest(desk.senior2());

        readAll(desk.senior(), theirs).problem(404, "not-found");
        readAll(desk.senior(), "0199a1b2-0000-7000-8000-000000000000").problem(404, "not-found");

        assertThat(unread(desk.senior())).isEqualTo(1);
    }

    @Test
    void claimsAndPeopleWhoReadAllAtTheSameMomentDoNotWaitForEachOtherForEver() throws Exception {
        try (ExecutorService people = Executors.newFixedThreadPool(6)) {
            for (int round = 0; round < 10; round++) {
                Desks.Escalated escalated = desks.escalated(desk.junior());
                moreNotices(escalated);
                String newestSeen = newest(desk.senior2());
                Callable<Api.Answer> claim = () -> desks.as(desk.senior()).post(escalated.claim());
                Callable<Api.Answer> readAll = () -> readAll(desk.senior2(), newestSeen);

                List<Future<Api.Answer>> answers = people.invokeAll(
                        List.of(readAll, claim, readAll, claim, readAll, claim));

                for (Future<Api.Answer> answer : answers) {
                    assertThat(answer.get().status()).as(answer.get().response().body()).isIn(200, 204);
                }
                assertThat(unread(desk.senior2())).isZero();
                assertThat(settled(desk.senior2(), escalated)).containsOnly(true);
            }
        }
    }

    @Test
    void theListIsPagedNewestFirst() {
        for (int i = 0; i < 3; i++) {
            desks.escalated(desk.junior());
        }

        JsonNode first = desks.as(desk.senior()).get("/notices?limit=2").ok();
        JsonNode rest = desks.as(desk.senior())
                .get("/notices?limit=2&cursor=" + first.get("next_cursor").asString())
                .ok();

        assertThat(first.get("items")).hasSize(2);
        assertThat(rest.get("items")).hasSize(1);
        assertThat(rest.get("next_cursor").isNull()).isTrue();
        assertThat(first.get("items").findValuesAsString("id"))
                .doesNotContainAnyElementsOf(rest.get("items").findValuesAsString("id"));
    }

    /** As many reminders as take a while to lock, with ids in no order. */
    private void moreNotices(Desks.Escalated escalated) {
        Tenant.run(desk.account(), () -> transaction.executeWithoutResult(status -> jdbc.sql("""
                INSERT INTO notice (account_id, id, member_id, kind, handoff_id, session_id, title, created_at)
                SELECT account_id, gen_random_uuid(), member_id, 'handoff_overdue', handoff_id, session_id, title,
                       created_at - interval '1 minute'
                FROM notice, generate_series(1, 100) WHERE handoff_id = :handoff AND member_id = :person
                """)
                .param("handoff", UUID.fromString(escalated.handoff()))
                .param("person", desk.senior2().id().value())
                .update()));
    }

    private Api.Answer readAll(Actor actor, String newestSeen) {
        return desks.as(actor).post("/notices/read-all", Map.of("up_to", newestSeen));
    }

    private String newest(Actor actor) {
        return desks.as(actor).get("/notices").ok().at("/items/0/id").asString();
    }

    private List<JsonNode> reads(Actor actor) {
        return desks.as(actor).get("/notices").ok().get("items").findValues("read_at");
    }

    /** Of each notice of a handoff, the newest first. */
    private List<Boolean> settled(Actor actor, Desks.Escalated escalated) {
        return desks.as(actor)
                .get("/notices?limit=200")
                .ok()
                .get("items")
                .valueStream()
                .filter(notice -> notice.get("handoff_id").asString().equals(escalated.handoff()))
                .map(notice -> notice.get("settled").asBoolean())
                .toList();
    }

    private int unread(Actor actor) {
        return desks.as(actor).get("/notices/unread-count").ok().get("count").asInt();
    }
}
