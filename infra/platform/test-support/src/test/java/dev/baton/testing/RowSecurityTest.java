package dev.baton.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.database.DatabaseRole;
import dev.baton.testing.engines.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The catalogue check passes a table as it should be, and each way to get one wrong makes it fail. */
class RowSecurityTest {
    private static final String TENANT = "account_id = NULLIF(current_setting('app.account_id', true), '')::uuid";

    private final TestDatabase database = TestDatabase.create("catalogue");
    private final JdbcClient migrator = JdbcClient.create(database.as(DatabaseRole.MIGRATOR));

    @BeforeEach
    void aGoodTableAndThoseOfLiquibase() {
        sql("CREATE TABLE databasechangelog (id text)");
        sql("CREATE TABLE databasechangeloglock (id text)");
        sql("CREATE TABLE note (account_id uuid, body text)");
        sql("ALTER TABLE note ENABLE ROW LEVEL SECURITY");
        sql("ALTER TABLE note FORCE ROW LEVEL SECURITY");
        sql("CREATE POLICY tenant ON note TO %app USING (" + TENANT + ") WITH CHECK (" + TENANT + ")");
    }

    @Test
    void aForcedTableWithTheTenantsPolicyPasses() {
        sql("CREATE TABLE zone (name text)");
        sql("CREATE POLICY worker ON note FOR SELECT TO %worker USING (true)");

        RowSecurity.assertEveryTenantTableIsForced(database, "zone");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "ALTER TABLE note NO FORCE ROW LEVEL SECURITY",
            "ALTER TABLE note DISABLE ROW LEVEL SECURITY",
            "DROP POLICY tenant ON note",
            "ALTER POLICY tenant ON note WITH CHECK (true)",
            "ALTER POLICY tenant ON note USING (true)",
            "ALTER POLICY tenant ON note TO PUBLIC",
            "CREATE POLICY more ON note FOR SELECT TO %app USING (true)",
            "CREATE POLICY more ON note FOR SELECT USING (true)",
            "CREATE TABLE forgotten (account_id uuid)"})
    void anyWayToGetItWrongFails(String mistake) {
        sql(mistake);

        assertThatThrownBy(() -> RowSecurity.assertEveryTenantTableIsForced(database))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void anExemptionThatIsNotNeededFails() {
        assertThatThrownBy(() -> RowSecurity.assertEveryTenantTableIsForced(database, "note"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> RowSecurity.assertEveryTenantTableIsForced(database, "gone"))
                .isInstanceOf(AssertionError.class);
    }

    private void sql(String statement) {
        migrator.sql(statement.replace("%app", database.username(DatabaseRole.APP))
                .replace("%worker", database.username(DatabaseRole.WORKER))).update();
    }
}
