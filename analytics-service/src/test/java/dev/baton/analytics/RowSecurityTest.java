package dev.baton.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.platform.tenancy.Tenant;
import dev.baton.testing.engines.TestDatabase;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Acceptance T1: every table is listed here with its policies, so a new one cannot be forgotten. */
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
    void everyTableOfTenantsForcesRowSecurityWithThesePolicies() {
        Map<String, String> policies = table.query(jdbc -> {
            Map<String, String> found = new TreeMap<>();
            jdbc.sql(
                    """
                            SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity AS forced,
                                coalesce(string_agg(p.policyname || ' ' || p.roles[1], ', ' ORDER BY p.policyname), '') AS policies
                            FROM pg_class c LEFT JOIN pg_policies p ON p.tablename = c.relname AND p.schemaname = 'public'
                            WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
                            GROUP BY 1, 2
                            """)
                    .query((row, number) -> found.put(row.getString("relname"),
                            (row.getBoolean("forced") ? "forced: " : "open: ")
                                    + row.getString("policies").replace(database.name() + "_", "")))
                    .list();
            return found;
        });

        assertThat(policies).containsExactlyInAnyOrderEntriesOf(Map.of(
                "databasechangelog", "open: ",
                "databasechangeloglock", "open: ",
                "projection_generation", "open: ",
                "handoff_metric", "forced: migrator migrator, tenant app, worker worker",
                "handoff_action", "forced: migrator migrator, tenant app, worker worker",
                "inbox", "forced: migrator migrator, tenant app, worker worker",
                "inbox_hole", "forced: migrator migrator, tenant app, worker worker",
                "directory_progress", "forced: migrator migrator, tenant app"));
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
