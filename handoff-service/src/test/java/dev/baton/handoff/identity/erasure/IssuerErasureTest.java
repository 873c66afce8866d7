package dev.baton.handoff.identity.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.handoff.testing.Api;
import dev.baton.handoff.testing.Desk;
import dev.baton.handoff.testing.Desks;
import dev.baton.handoff.testing.IssuerTest;
import dev.baton.handoff.testing.LocalIssuer;
import dev.baton.platform.security.Actor;
import dev.baton.testing.AccountTables;
import dev.baton.testing.MutableClock;
import dev.baton.testing.engines.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** E8, where an OIDC issuer calls a person something else than their account does. */
@IssuerTest
class IssuerErasureTest {
    private static final Duration UNTIL_NOTHING_WRITES = Duration.ofMinutes(17);
    private static final Map<String, Object> ESCALATION = Map.of("reason", "r", "notes", "n", "priority", "high");

    @Autowired
    private Desks desks;
    @Autowired
    private MutableClock clock;
    @Autowired
    private TestDatabase database;

    private Desk desk;

    @BeforeEach
    void openADesk() {
        desk = desks.open();
    }

    @Test
    void bellsCallPeopleWhatTheirAccountCallsThem() throws SQLException {
        Actor junior = called("Josephine P.", desk.junior());
        Actor senior = called("Samuel R.", desk.senior());

        Desks.Escalated escalated = escalated(junior);
        as(senior).post(escalated.claim(), Map.of("read_back", "The cache")).ok();
        as(junior).put(escalated.claim().replace("/claim", "/read-back-correction"), Map.of("text", "Not that")).ok();
        as(senior).post(escalated.claim().replace("/claim", "/return"), Map.of("reason", "Not mine")).created();

        assertThat(titles(junior)).containsExactlyInAnyOrder("Sam Reyes picked up: VPN drops",
                "Sam Reyes gave back: VPN drops");
        assertThat(titles(senior)).contains("Jo Park corrected what you understood: VPN drops",
                "Escalation from Jo Park: VPN drops");
        assertThat(AccountTables.thatKnow(database, desk.account(), "Josephine")).isEmpty();
        assertThat(AccountTables.thatKnow(database, desk.account(), "Samuel")).isEmpty();
    }

    @Test
    void whatWasToldInAnyNameTheyHadIsErased() throws SQLException {
        Desks.Escalated escalated = escalated(desk.junior());
        as(desk.senior()).post(escalated.claim()).ok();
        as(desk.senior()).post(escalated.claim().replace("/claim", "/return"), Map.of("reason", "Not mine")).created();
        // As they were written down before: in the name that was in the token.
        inNotices("Sam Reyes", "Samuel: R.");
        assertThat(titles(desk.junior())).contains("Samuel: R. picked up: VPN drops",
                "Samuel: R. gave back: VPN drops");

        as(desk.owner()).patch("/members/" + desk.senior().id(), Map.of("status", "deactivated")).ok();
        clock.advance(UNTIL_NOTHING_WRITES);
        as(desk.owner()).send("DELETE", "/members/" + desk.senior().id(), null, Map.of());

        assertThat(AccountTables.thatKnow(database, desk.account(), "Samuel")).isEmpty();
        assertThat(titles(desk.junior())).contains("Erased person picked up: VPN drops",
                "Erased person gave back: VPN drops");
    }

    private Desks.Escalated escalated(Actor author) {
        String session = as(author).post("/ai-sessions", Map.of("problem_summary", "VPN drops", "domain", "network"))
                .created()
                .get("id")
                .asString();
        return new Desks.Escalated(session, as(author).post("/ai-sessions/" + session + "/escalate", ESCALATION)
                .created()
                .at("/handoff/id")
                .asString());
    }

    private List<String> titles(Actor reader) {
        return as(reader).get("/notices").ok().get("items").findValuesAsString("title");
    }

    private void inNotices(String name, String other) throws SQLException {
        try (Connection connection = database.openAsSuperuser();
                PreparedStatement update = connection
                        .prepareStatement("UPDATE notice SET title = replace(title, ?, ?) WHERE account_id = ?")) {
            update.setString(1, name);
            update.setString(2, other);
            update.setObject(3, desk.account().value());
            update.executeUpdate();
        }
    }

    private Api as(Actor actor) {
        return desks.withToken(LocalIssuer.token(clock, actor));
    }

    private static Actor called(String name, Actor member) {
        return new Actor(member.id(), member.accountId(), name, member.role());
    }
}
