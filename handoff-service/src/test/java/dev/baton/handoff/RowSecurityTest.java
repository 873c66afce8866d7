package dev.baton.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.handoff.testing.Desk;
import dev.baton.handoff.testing.Desks;
import dev.baton.handoff.testing.HandoffTest;
import dev.baton.platform.tenancy.Tenant;
import dev.baton.testing.RowSecurity;
import dev.baton.testing.engines.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** T1: the database itself keeps accounts apart, also from a query that forgot to. */
@HandoffTest
class RowSecurityTest {
    private static final List<String> TABLES = List.of("account", "member", "ai_session", "session_step",
            "session_message", "handoff", "handoff_context", "assessment", "notice", "event_stream", "similar_vote");

    @Autowired
    private TestDatabase database;

    @Autowired
    private Desks desks;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionOperations transaction;

    @Test
    void everyTableOfTenantsIsForced() {
        RowSecurity.assertEveryTenantTableIsForced(database, "scheduled_tasks", "sign_in_attempt");
    }

    @Test
    void aQueryThatForgetsTheAccountSeesItsOwnRowsOnlyAndNoneWithoutATenant() {
        Desk acme = desks.open();
        Desk globex = desks.open();
        String session = desks.escalated(acme.junior()).session();
        desks.as(acme.junior()).post("/ai-sessions/" + session + "/messages", Map.of("text", "What now?")).created();
        String solved = desks.solved(acme, "Mail bounces", "mail");
        desks.as(acme.junior())
                .post("/ai-sessions/" + session + "/similar/" + solved + "/feedback", Map.of("useful", true));

        for (String table : TABLES) {
            String foreign = "SELECT count(*) FROM " + table + " WHERE account_id = :account";
            assertThat(count(acme, foreign, acme)).as(table).isPositive();
            assertThat(count(globex, foreign, acme)).as(table).isZero();
            Long withoutATenant = transaction.execute(
                    status -> jdbc.sql("SELECT count(*) FROM " + table).query(Long.class).single());
            assertThat(withoutATenant).as(table).isZero();
        }
    }

    private Long count(Desk tenant, String sql, Desk wanted) {
        return Tenant.call(tenant.account(), () -> transaction.execute(status -> jdbc.sql(sql)
                .param("account", wanted.account().value())
                .query(Long.class)
                .single()));
    }
}
