package dev.baton.handoff.similar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.events.SessionId;
import dev.baton.handoff.testing.Api;
import dev.baton.handoff.testing.Desk;
import dev.baton.handoff.testing.Desks;
import dev.baton.handoff.testing.HandoffTest;
import dev.baton.platform.security.Actor;
import dev.baton.platform.tenancy.Tenant;
import dev.baton.testing.engines.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/** A8: what the account has solved before. */
@HandoffTest
class SimilarEscalationsTest {
    private static final String PROBLEM = "Outlook is failing to sync email";
    private static final int OF_OTHERS = 5_000;
    /** The newest, a sample of those before, and what matches. */
    private static final long MOST_READ = 1_000 + 500 + 10;

    @Autowired
    private TestDatabase database;

    @Autowired
    private Desks desks;

    @Autowired
    private SimilarEscalations similar;

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
    void aResolvedEscalationIsFoundWithWhatFixedItAndALink() {
        String solved = solved(desk, PROBLEM + " on one phone", "mail");
        String session = desks.session(desk.junior());

        JsonNode found = desks.as(desk.junior()).get(path(session)).ok().get("items");

        assertThat(ids(found)).containsExactly(solved);
        assertThat(found.at("/0/fixed_by").asString()).isEqualTo("Removed the stored token");
        assertThat(found.at("/0/resolution").asString()).isEqualTo("A new policy refused the old token");
        assertThat(found.at("/0/link").asString()).isEqualTo("/pilot/" + solved);
        assertThat(found.at("/0/resolved_at").asString())
                .isEqualTo(desks.as(desk.senior())
                        .get("/ai-sessions/" + solved)
                        .ok()
                        .get("last_activity_at")
                        .asString());
    }

    @Test
    void whatWasNeverEscalatedOrIsNotResolvedIsNotShown() {
        String alone = desks.session(desk.junior());
        desks.resolve(desk.junior(), alone);
        String parked = desks.session(desk.junior());
        Map<String, Object> park = new HashMap<>(Desks.escalation());
        park.put("intent", "park");
        desks.as(desk.junior()).post("/ai-sessions/" + parked + "/handoff", park).created();
        desks.as(desk.junior()).post("/ai-sessions/" + parked + "/resume").ok();
        desks.resolve(desk.junior(), parked);
        desks.escalated(desk.junior());
        String itself = solved(desk, PROBLEM, "mail");
        String session = desks.session(desk.junior());

        assertThat(shown(desk.senior(), itself)).isEmpty();
        assertThat(shown(desk.junior(), session)).containsExactly(itself);
    }

    @Test
    void theClosestComesFirstAndOneCommonWordIsNotEnough() {
        String close = solved(desk, PROBLEM + " on one phone", "mail");
        String otherDomain = solved(desk, PROBLEM, "vpn");
        String same = solved(desk, PROBLEM, "mail");
        String further = solved(desk, "The email of one person does not sync", "mail");
        solved(desk, "The printer is failing", "printing");

        List<String> shown = shown(desk.junior(), desks.session(desk.junior()));

        assertThat(shown).containsExactlyInAnyOrder(close, otherDomain, same, further);
        assertThat(shown.indexOf(same)).isLessThan(shown.indexOf(otherDomain));
        assertThat(shown.indexOf(close)).isLessThan(shown.indexOf(further));
    }

    @Test
    void fiveAreEnough() {
        for (int i = 0; i < 6; i++) {
            solved(desk, PROBLEM, "mail");
        }

        assertThat(shown(desk.junior(), desks.session(desk.junior()))).hasSize(5);
    }

    @Test
    void whatHelpedRisesForTheWholeAccountAndAPersonHasOneVote() {
        String older = solved(desk, PROBLEM, "mail");
        String newer = solved(desk, PROBLEM, "mail");
        String session = desks.session(desk.junior());
        String another = desks.session(desk.senior2());
        assertThat(shown(desk.senior2(), another)).containsExactly(newer, older);

        vote(desk.junior(), session, older, true);
        assertThat(shown(desk.senior2(), another)).containsExactly(older, newer);

        vote(desk.junior(), session, older, true);
        vote(desk.junior(), session, older, false);
        assertThat(shown(desk.senior2(), another)).containsExactly(newer, older);
        assertThat(votes()).isEqualTo(1);
    }

    @Test
    void aVoteIsForWhatCouldBeShown() {
        Desk globex = desks.open();
        String foreign = solved(globex, PROBLEM, "mail");
        String solved = solved(desk, PROBLEM, "mail");
        Desks.Escalated waiting = desks.escalated(desk.junior());
        String own = desks.session(desk.junior());
        Map<String, Object> useful = Map.of("useful", true);
        Api junior = desks.as(desk.junior());

        junior.post(feedback(own, foreign), useful).problem(404, "not-found");
        junior.post(feedback(own, own), useful).problem(404, "not-found");
        junior.post(feedback(own, waiting.session()), useful).problem(404, "not-found");
        desks.as(desk.senior()).post(feedback(own, solved), useful).problem(404, "not-found");
        desks.as(desk.viewer()).post(feedback(waiting.session(), solved), useful).problem(403, "forbidden");
        assertThat(votes()).isZero();

        vote(desk.senior(), waiting.session(), solved, false);
        assertThat(votes()).isEqualTo(1);
    }

    @Test
    void onlyWhoMaySeeTheSessionAsks() {
        String solved = solved(desk, PROBLEM, "mail");
        String mine = desks.session(desk.junior());
        Desks.Escalated waiting = desks.escalated(desk.junior());

        desks.as(desk.senior()).get(path(mine)).problem(404, "not-found");

        assertThat(shown(desk.viewer(), waiting.session())).containsExactly(solved);
    }

    @Test
    void anotherAccountsSessionsNeverShowEvenWhenTheFunctionIsGivenItsId() {
        Desk globex = desks.open();
        String solved = solved(globex, PROBLEM, "mail");
        String theirs = desks.session(globex.junior());
        String mine = desks.session(desk.junior());

        assertThat(shown(desk.junior(), mine)).isEmpty();

        assertThat(asked(globex, globex, theirs)).as("control").containsExactly(solved);
        assertThat(asked(desk, globex, theirs)).isEmpty();
        assertThat(asked(desk, globex, mine)).isEmpty();
        assertThat(asked(desk, desk, theirs)).isEmpty();
        assertThat(transaction.<List<String>>execute(status -> call(globex, theirs))).as("without a tenant").isEmpty();
    }

    @Test
    void aRareWordIsFoundInAllOfThePastWithoutReadingIt() throws SQLException {
        String solved = solved(desk, PROBLEM, "mail");
        String session = desks.session(desk.junior());
        solveManyPrintersAfter(solved);

        long read = rowsRead(() -> assertThat(similar.find(desk.account(), SessionId.of(session), PROBLEM))
                .extracting(found -> found.id().toString())
                .containsExactly(solved));
        long readUnderRowSecurity = rowsRead(() -> jdbc.sql("""
                SELECT id FROM ai_session WHERE status = 'resolved' AND words @@ to_tsquery('english', 'outlook & sync')
                """).query(String.class).single());

        assertThat(read).isBetween(1L, MOST_READ);
        assertThat(readUnderRowSecurity).as("control").isGreaterThanOrEqualTo(OF_OTHERS);
    }

    @Test
    void wordsThatAreEverywhereAreLookedForInTheNewest() throws SQLException {
        String old = solved(desk, "Printer is stuck", "printing");
        solveManyPrintersAfter(old);
        String recent = solved(desk, "Printer is stuck", "printing");
        String session = desks.session(desk.junior());

        long read = rowsRead(() -> assertThat(similar.find(desk.account(), SessionId.of(session), "Printer is stuck"))
                .extracting(found -> found.id().toString())
                .containsExactly(recent));

        assertThat(read).isBetween(1L, MOST_READ);
    }

    @Test
    void noTextIsAnOperatorOrFails() {
        solved(desk, PROBLEM, "mail");
        String session = desks.session(desk.junior());
        String allWords = "sync! | 'Outlook' & (email) <-> \"failing\" :* \\ -- ; %_";

        for (String odd : List.of("", " ", "'", "''", "\\", "\\'", "a\\'b sync", "& | !", "!", "(", "<->", ":*",
                "the of",
                "😀🎉", "x".repeat(4_000), "sync email ".repeat(363), "sync\nemail\t", "http://x.example/a?b=1&c='2'",
                "C:\\Users\\o'neil\\x.ost", "ﬁ ß İ ı ü 漢字 \u202e")) {
            assertThat(found(session, odd)).as(odd).hasSizeLessThanOrEqualTo(1);
        }
        assertThat(found(session, allWords)).hasSize(1);
        String started = desks.as(desk.junior())
                .post("/ai-sessions", Map.of("problem_summary", allWords + " 😀", "domain", "mail"))
                .created()
                .get("id")
                .asString();
        assertThat(shown(desk.junior(), started)).hasSize(1);
    }

    /** Nobody escalated them, and the account's newest sessions are among them. */
    private void solveManyPrintersAfter(String session) throws SQLException {
        inTheAccount(() -> jdbc
                .sql("""
                        INSERT INTO ai_session (account_id, id, author_id, problem_summary, domain, status, created_at, last_activity_at)
                        SELECT s.account_id, gen_random_uuid(), s.author_id, 'Printer ' || n || ' is stuck', 'printing',
                            'resolved', s.created_at, s.last_activity_at + n * interval '1 microsecond'
                        FROM ai_session s, generate_series(1, :others) n
                        WHERE s.id = :session::uuid
                        """)
                .param("others", OF_OTHERS)
                .param("session", session)
                .update());
        try (Connection connection = database.openAsSuperuser(); Statement statement = connection.createStatement()) {
            statement.execute("VACUUM ANALYZE ai_session");
        }
    }

    private String solved(Desk where, String problem, String domain) {
        return desks.solved(where, problem, domain);
    }

    private void vote(Actor actor, String session, String about, boolean useful) {
        Api.Answer answer = desks.as(actor).post(feedback(session, about), Map.of("useful", useful));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(204);
    }

    private long votes() {
        return Tenant.call(desk.account(), () -> transaction.execute(
                status -> jdbc.sql("SELECT count(*) FROM similar_vote").query(Long.class).single()));
    }

    private void inTheAccount(Runnable work) {
        Tenant.run(desk.account(), () -> transaction.executeWithoutResult(status -> work.run()));
    }

    private long rowsRead(Runnable work) {
        long[] read = new long[2];
        inTheAccount(() -> {
            read[0] = counter();
            work.run();
            read[1] = counter();
        });
        return read[1] - read[0];
    }

    private long counter() {
        return jdbc
                .sql("""
                        SELECT coalesce(sum(seq_tup_read + idx_tup_fetch), 0) FROM pg_stat_xact_user_tables WHERE relname = 'ai_session'
                        """)
                .query(Long.class)
                .single();
    }

    private List<String> shown(Actor actor, String session) {
        return ids(desks.as(actor).get(path(session)).ok().get("items"));
    }

    private static List<String> ids(JsonNode items) {
        return items.valueStream().map(item -> item.get("id").asString()).toList();
    }

    private List<SimilarEscalation> found(String session, String words) {
        return Tenant.call(desk.account(), () -> similar.find(desk.account(), SessionId.of(session), words));
    }

    private List<String> asked(Desk tenant, Desk named, String session) {
        return Tenant.call(tenant.account(), () -> transaction.execute(status -> call(named, session)));
    }

    private List<String> call(Desk named, String session) {
        return jdbc.sql("SELECT id FROM similar_escalations(:account, :session::uuid, :words, 5)")
                .param("account", named.account().value())
                .param("session", session)
                .param("words", PROBLEM)
                .query(String.class)
                .list();
    }

    private static String path(String session) {
        return "/ai-sessions/" + session + "/similar";
    }

    private static String feedback(String session, String about) {
        return path(session) + "/" + about + "/feedback";
    }
}
