package dev.baton.handoff.identity.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.events.MemberStatus;
import dev.baton.handoff.testing.Api;
import dev.baton.handoff.testing.Desk;
import dev.baton.handoff.testing.Desks;
import dev.baton.handoff.testing.DirectoryTopic;
import dev.baton.handoff.testing.HandoffTest;
import dev.baton.platform.security.Actor;
import dev.baton.testing.AccountTables;
import dev.baton.testing.MutableClock;
import dev.baton.testing.engines.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@HandoffTest
class ErasureTest {
    /** Access token, clock skew of its issuer and of who takes it, assessment; with the settings' defaults. */
    private static final Duration UNTIL_NOTHING_WRITES = Duration.ofMinutes(15).plusSeconds(60).plusSeconds(45);

    @Autowired
    private Desks desks;
    @Autowired
    private MutableClock clock;
    @Autowired
    private DirectoryTopic directory;
    @Autowired
    private TestDatabase database;

    private Desk desk;

    @BeforeEach
    void openADesk() {
        desk = desks.open();
    }

    @Test
    void noTableKnowsTheNameOrTheAddressAfterwards() throws SQLException {
        Desks.Escalated first = desks.escalated(desk.junior());
        desks.as(desk.senior()).post(first.claim()).ok();
        desks.as(desk.admin()).patch(path(desk.junior()), Map.of("name", "Jo Park-Lindt")).ok();
        Desks.Escalated second = desks.escalated(desk.junior());
        awaitAssessment(first);
        awaitAssessment(second);
        assertThat(tablesThatKnow("Jo Park")).contains("member", "handoff_context", "assessment", "member_change");

        erase(desk.owner(), desk.junior());

        assertThat(tablesThatKnow("Jo Park")).isEmpty();
        assertThat(tablesThatKnow(desk.email(desk.junior()))).isEmpty();
        JsonNode handoff = desks.as(desk.senior()).get("/ai-sessions/" + first.session() + "/handoffs").ok();
        assertThat(handoff.at("/items/0/handed_off_by_name").asString()).isEqualTo(Erasure.NAME);
        assertThat(handoff.at("/items/0/snapshot/what_was_tried/0/actor_name").asString()).isEqualTo(Erasure.NAME);
        assertThat(handoff.at("/items/0/snapshot/what_was_tried/0/text").asString()).isEqualTo("Rebuilt the OST cache");
    }

    @Test
    void whatOthersWereToldInTheirBellsForgetsTheNameOfTheClaimerToo() throws SQLException {
        Desks.Escalated escalated = desks.escalated(desk.junior());
        desks.as(desk.senior()).post(escalated.claim()).ok();
        assertThat(tablesThatKnow("Sam Reyes")).contains("notice");

        erase(desk.admin(), desk.senior());

        assertThat(tablesThatKnow("Sam Reyes")).isEmpty();
        assertThat(desks.as(desk.junior()).get("/notices").ok().at("/items/0/title").asString())
                .isEqualTo(Erasure.NAME + " picked up: Outlook is failing to sync email");
    }

    @Test
    void whatDoesNotHaveTheNameIsLeftAsItIs() throws SQLException {
        Desks.Escalated ofOthers = desks.escalated(desk.senior2());
        awaitAssessment(ofOthers);
        desks.as(desk.junior()).post(ofOthers.claim()).ok();
        desks.as(desk.junior())
                .post("/ai-sessions/" + ofOthers.session() + "/steps", Map.of("kind", "action", "text", "Looked"))
                .created();
        String before = context(ofOthers);

        erase(desk.owner(), desk.junior());

        assertThat(context(ofOthers)).isEqualTo(before);
    }

    @Test
    void theDirectoryTellsOfItAndTheAddressIsFreeAgain() {
        String email = desk.email(desk.former());

        desks.as(desk.admin()).send("DELETE", path(desk.former()), null, Map.of());

        await().until(() -> directory.lastOf(desk.former().id())
                .filter(finn -> finn.status() == MemberStatus.DELETED && finn.name().equals(Erasure.NAME)
                        && finn.email().endsWith("@erased.invalid"))
                .isPresent());
        desks.as(desk.admin())
                .post("/members", Map.of("name", "Finn Gone", "email", email, "role", "engineer"))
                .created();
    }

    @Test
    void whoIsErasedIsUnknownButOnRecord() {
        erase(desk.owner(), desk.senior());

        desks.as(desk.owner()).send("DELETE", path(desk.senior()), null, Map.of()).problem(404, "not-found");
        desks.as(desk.owner()).patch(path(desk.senior()), Map.of("status", "active")).problem(404, "not-found");
        assertThat(desks.as(desk.owner()).get("/members").ok().get("items").findValuesAsString("id"))
                .doesNotContain(desk.senior().id().toString());
        JsonNode changes = desks.as(desk.owner()).get(path(desk.senior()) + "/changes").ok().get("items");
        assertThat(changes.findValuesAsString("action")).containsExactly("deactivated", "erased");
    }

    @Test
    void nobodyIsErasedWhoIsActiveAndNoOwnerByAnAdmin() {
        delete(desk.owner(), desk.senior()).problem(409, "still-active");
        delete(desk.owner(), desk.owner()).problem(409, "still-active");
        delete(desk.admin(), desk.owner()).problem(403, "owner-only");
        delete(desk.junior(), desk.former()).problem(403, "forbidden");
        assertThat(desks.signIn(desk.email(desk.senior()), Desks.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void nobodyIsErasedWhoseNameMayStillBeWritten() {
        clock.stopAt(clock.instant());
        deactivate(desk.owner(), desk.junior());
        Instant erasable = clock.instant().plus(UNTIL_NOTHING_WRITES);

        Api.Answer atOnce = delete(desk.owner(), desk.junior());
        clock.advance(UNTIL_NOTHING_WRITES.minusMillis(1));
        Api.Answer justBefore = delete(desk.owner(), desk.junior());
        clock.advance(Duration.ofMillis(1));
        Api.Answer then = delete(desk.owner(), desk.junior());

        assertThat(Instant.parse(atOnce.problem(409, "too-early-to-erase").get("erasable_at").asString()))
                .isEqualTo(erasable);
        assertThat(atOnce.response().headers().firstValue("Retry-After")).hasValue("1005");
        justBefore.problem(409, "too-early-to-erase");
        assertThat(justBefore.response().headers().firstValue("Retry-After")).hasValue("1");
        assertThat(then.status()).isEqualTo(204);
    }

    @Test
    void whoCameBackIsErasedByTheTimeAtWhichTheyLeftAgain() {
        deactivate(desk.owner(), desk.senior());
        clock.advance(UNTIL_NOTHING_WRITES);
        desks.as(desk.owner()).patch(path(desk.senior()), Map.of("status", "active")).ok();
        deactivate(desk.owner(), desk.senior());

        delete(desk.owner(), desk.senior()).problem(409, "too-early-to-erase");
    }

    @Test
    void whoNeverJoinedIsErasedAtOnce() {
        String kim = desks.as(desk.admin())
                .post("/members", Map.of("name", "Kim Ito", "email", "kim@" + desk.account() + ".example", "role",
                        "engineer"))
                .created()
                .at("/member/id")
                .asString();
        desks.as(desk.admin()).patch("/members/" + kim, Map.of("status", "deactivated")).ok();

        assertThat(desks.as(desk.admin()).send("DELETE", "/members/" + kim, null, Map.of()).status()).isEqualTo(204);
    }

    private void erase(Actor by, Actor who) {
        deactivate(by, who);
        clock.advance(UNTIL_NOTHING_WRITES);
        assertThat(delete(by, who).status()).isEqualTo(204);
    }

    private void deactivate(Actor by, Actor who) {
        desks.as(by).patch(path(who), Map.of("status", "deactivated")).ok();
    }

    private Api.Answer delete(Actor by, Actor who) {
        return desks.as(by).send("DELETE", path(who), null, Map.of());
    }

    private static String path(Actor who) {
        return "/members/" + who.id();
    }

    private void awaitAssessment(Desks.Escalated escalated) {
        await().until(() -> desks.as(desk.senior())
                .get("/ai-sessions/" + escalated.session() + "/handoffs")
                .ok()
                .at("/items/0/assessment_state")
                .asString()
                .equals("ready"));
    }

    /** The row as it was written last. */
    private String context(Desks.Escalated escalated) throws SQLException {
        try (Connection connection = database.openAsSuperuser();
                PreparedStatement query = connection
                        .prepareStatement("SELECT ctid::text FROM handoff_context WHERE handoff_id = ?")) {
            query.setObject(1, UUID.fromString(escalated.handoff()));
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private List<String> tablesThatKnow(String text) throws SQLException {
        return AccountTables.thatKnow(database, desk.account(), text);
    }
}
