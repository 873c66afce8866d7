package dev.baton.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.platform.tenancy.Tenant;
import dev.baton.testing.RowSecurity;
import dev.baton.testing.engines.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Acceptance T1: the database itself keeps accounts apart. */
@AnalyticsTest
class RowSecurityTest {
    @Autowired
    MetricTable table;
    @Autowired
    TestDatabase database;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    TransactionTemplate transaction;

    @Test
    void everyTableOfTenantsForcesRowSecurity() {
        RowSecurity.assertEveryTenantTableIsForced(database, "projection_generation");
    }

    @Test
    void whoCleansUpSeesTheseTablesOnly() {
        assertThat(table.<List<String>>query(jdbc -> jdbc.sql("""
                SELECT tablename FROM pg_policies WHERE policyname = 'worker' ORDER BY tablename
                """).query(String.class).list()))
                .containsExactly("handoff_action", "handoff_metric", "inbox", "inbox_hole");
    }

    @Test
    void nothingIsKeptThatWouldHaveToBeErasedWithAPerson() {
        // E8: ids, numbers and times only. Whoever adds text of people, or about them, adds its erasure.
        assertThat(table.<List<String>>query(jdbc -> jdbc.sql("""
                SELECT DISTINCT column_name FROM information_schema.columns
                WHERE table_schema = 'public' AND table_name NOT LIKE 'databasechangelog%'
                  AND data_type IN ('text', 'character varying', 'character', 'json', 'jsonb', 'bytea', 'ARRAY')
                ORDER BY 1
                """).query(String.class).list()))
                .containsExactly("cause", "group_name", "topic");
    }

    @Test
    void withoutATenantThereAreNoRowsAndWithOneNoneCanBeWrittenForAnother() {
        History mine = History.empty();
        History other = History.empty();
        insertAs(mine, mine);

        assertThat(transaction.<Long>execute(_ -> count())).isZero();
        assertThat(Tenant.<Long, RuntimeException>call(mine.account(), () -> transaction.execute(_ -> count())))
                .isOne();
        assertThat(Tenant.<Long, RuntimeException>call(other.account(), () -> transaction.execute(_ -> count())))
                .isZero();
        assertThatThrownBy(() -> insertAs(other, mine)).isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("row-level security");
    }

    private Long count() {
        return jdbc.sql("SELECT count(*) FROM handoff_action").query(Long.class).single();
    }

    private void insertAs(History tenant, History account) {
        Tenant.run(tenant.account(), () -> transaction.executeWithoutResult(_ -> jdbc.sql("""
                INSERT INTO handoff_action (account_id, generation, handoff_id, actor_id, first_at)
                VALUES (:account, 1, gen_random_uuid(), gen_random_uuid(), now())
                """).param("account", account.account().value()).update()));
    }
}
