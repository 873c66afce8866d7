package dev.baton.handoff.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.handoff.testing.Desk;
import dev.baton.handoff.testing.Desks;
import dev.baton.handoff.testing.HandoffTest;
import dev.baton.platform.security.Actor;
import dev.baton.platform.tenancy.Tenant;
import dev.baton.testing.engines.TestDatabase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** S1: finding a session among one's own. */
@HandoffTest
class MySessionsTest {
    private static final int OF_OTHERS = 5_000;

    @Autowired
    private Desks desks;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionOperations transaction;

    @Autowired
    private TestDatabase database;

    private Desk desk;

    @BeforeEach
    void openADesk() {
        desk = desks.open();
    }

    @Test
    void aWordOfTheProblemOrTheTicketFindsMineInAnyCaseAndNobodyElses() {
        String printer = start(desk.junior(), "Printer on floor 3 is OFFLINE", "T-100");
        String mail = start(desk.junior(), "Mail bounces", null);
        start(desk.senior(), "Printer is offline", "T-100");

        assertThat(found(desk.junior(), "q=offline")).containsExactly(printer);
        assertThat(found(desk.junior(), "q=FLOOR+3")).containsExactly(printer);
        assertThat(found(desk.junior(), "q=t-100")).containsExactly(printer);
        assertThat(found(desk.junior(), "q=" + encoded(" bounces "))).containsExactly(mail);
        assertThat(found(desk.junior(), "q=toner")).isEmpty();
        assertThat(found(desk.junior(), "q=")).containsExactly(mail, printer);
    }

    @Test
    void nothingInTheTextIsAWildcardOrFails() {
        String start = start(desk.junior(), "Disk 95% full: 'C:\\temp' 😀", null);
        start(desk.junior(), "Disk is full", null);

        for (String text : List.of("%", "95% full", "'", "\\", "\\t", "😀", "'C:\\temp'")) {
            assertThat(found(desk.junior(), "q=" + encoded(text))).as(text).containsExactly(start);
        }
        for (String text : List.of("_", "D_sk", "Disk%full", "' OR '1'='1", "x".repeat(200))) {
            assertThat(found(desk.junior(), "q=" + encoded(text))).as(text).isEmpty();
        }
        for (String query : List.of("q=%00", "q=a%0Ab", "q=" + "x".repeat(201), "status=open", "status=ACTIVE",
                "status=")) {
            desks.as(desk.junior()).get("/ai-sessions?" + query).problem(400, "invalid-request");
        }
    }

    @Test
    void theStatusFiltersAndTheLegacyOneIsEscalated() {
        String active = desks.session(desk.junior());
        String escalated = desks.escalated(desk.junior()).session();
        String legacy = desks.session(desk.junior());
        change("UPDATE ai_session SET status = 'requesting_escalation' WHERE id = :id::uuid", legacy);
        String resolved = desks.solved(desk, "Mail bounces", "mail");

        assertThat(found(desk.junior(), "status=active")).containsExactly(active);
        assertThat(found(desk.junior(), "status=escalated")).containsExactlyInAnyOrder(escalated, legacy);
        assertThat(found(desk.junior(), "status=parked")).isEmpty();
        assertThat(found(desk.senior(), "status=resolved")).as("whose handoff I claimed").containsExactly(resolved);
        assertThat(found(desk.junior(), "status=resolved&q=outlook")).isEmpty();
    }

    @Test
    void aFilteredListHasPages() {
        List<String> printers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            printers.add(start(desk.junior(), "Printer " + i, null));
            start(desk.junior(), "Mail " + i, null);
        }

        List<String> listed = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = desks.as(desk.junior()).get("/ai-sessions?limit=2&q=printer" + cursor).ok();
            page.get("items").forEach(item -> listed.add(item.get("id").asString()));
            cursor = page.get("next_cursor").isNull() ? null : "&cursor=" + page.get("next_cursor").asString();
        } while (cursor != null);

        assertThat(listed).containsExactlyElementsOf(printers.reversed());
    }

    @Test
    void aSearchReadsMySessionsAndNotTheAccounts() throws SQLException {
        start(desk.junior(), "Printer is offline", null);
        start(desk.junior(), "Mail bounces", null);
        change("""
                INSERT INTO ai_session (account_id, id, author_id, problem_summary, domain, status, created_at, last_activity_at)
                SELECT account_id, gen_random_uuid(), :id::uuid, 'Printer ' || n, 'printing', 'active', now(), now()
                FROM account, generate_series(1, %d) n"""
                .formatted(OF_OTHERS), desk.senior().id().toString());
        try (Connection connection = database.openAsSuperuser(); Statement statement = connection.createStatement()) {
            statement.execute("ANALYZE ai_session");
        }
        SessionFilter filter = new SessionFilter("printer", SessionStatus.ACTIVE);

        double read = rowsRead(
                SessionRows.bound(jdbc.sql(explained(SessionRows.MINE)), desk.junior().id(), filter, 50, null));
        double withoutThePerson = rowsRead(jdbc.sql(explained(
                "SELECT id FROM ai_session WHERE position('printer' IN lower(problem_summary)) > 0")));

        assertThat(read).isBetween(1.0, 2.0);
        assertThat(withoutThePerson).as("control").isGreaterThanOrEqualTo(OF_OTHERS);
    }

    private static String explained(String query) {
        return "EXPLAIN (ANALYZE, FORMAT JSON) " + query;
    }

    private double rowsRead(JdbcClient.StatementSpec explain) {
        String plan = Tenant.call(desk.account(),
                () -> transaction.execute(status -> explain.query(String.class).single()));
        return new JsonMapper().readTree(plan)
                .findParents("Relation Name")
                .stream()
                .filter(node -> node.get("Relation Name").asString().equals("ai_session"))
                .mapToDouble(
                        node -> (node.get("Actual Rows").asDouble() + node.path("Rows Removed by Filter").asDouble(0))
                                * node.get("Actual Loops").asDouble())
                .sum();
    }

    private String start(Actor author, String problem, String ticket) {
        Map<String, Object> body = new HashMap<>(Map.of("problem_summary", problem, "domain", "lob"));
        if (ticket != null) {
            body.put("psa_ticket_id", ticket);
        }
        return desks.as(author).post("/ai-sessions", body).created().get("id").asString();
    }

    private List<String> found(Actor actor, String query) {
        return desks.as(actor)
                .get("/ai-sessions?" + query)
                .ok()
                .get("items")
                .valueStream()
                .map(item -> item.get("id").asString())
                .toList();
    }

    private void change(String sql, String id) {
        Tenant.run(desk.account(), () -> transaction
                .executeWithoutResult(status -> jdbc.sql(sql).param("id", id).update()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
