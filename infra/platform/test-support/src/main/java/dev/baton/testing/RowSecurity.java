package dev.baton.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.testing.engines.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads PostgreSQL's catalogue for what acceptance T1 promises; each service with a database calls it once. */
public final class RowSecurity {
    private RowSecurity() {}

    /**
     * Checks every table of the schema {@code public}: enabled and forced row security, a policy of the app role that
     * compares {@code account_id} with the tenant for reading and writing, and nothing owned by a role of the service.
     *
     * @param exemptTables hold no account's data; naming one that does not exist fails, so that the list stays true
     */
    public static void assertEveryTenantTableIsForced(TestDatabase database, String... exemptTables) {
        Set<String> exempt = new LinkedHashSet<>(List.of(exemptTables));
        exempt.addAll(List.of("databasechangelog", "databasechangeloglock"));
        try (Connection catalogue = database.openAsSuperuser()) {
            assertThat(rows(catalogue, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
                    .as("exempt tables exist")
                    .containsAll(exempt);
            assertThat(unforced(catalogue)).as("tables without forced row security")
                    .containsExactlyInAnyOrderElementsOf(
                            exempt);
            assertThat(withoutTenantPolicy(catalogue, database)).as("tables without the tenant's policy")
                    .containsExactlyInAnyOrderElementsOf(exempt);
            assertThat(openPolicies(catalogue, database)).as("policies that let the app or everybody see more")
                    .isEmpty();
            assertThat(privileged(catalogue, database)).as("roles that own tables, or are above row security")
                    .isEmpty();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> unforced(Connection catalogue) throws SQLException {
        return rows(catalogue, """
                SELECT c.relname FROM pg_class c
                WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
                  AND NOT (c.relrowsecurity AND c.relforcerowsecurity)""");
    }

    private static List<String> withoutTenantPolicy(Connection catalogue, TestDatabase database) throws SQLException {
        return rows(catalogue, """
                SELECT t.tablename FROM pg_tables t
                WHERE t.schemaname = 'public' AND NOT EXISTS (
                    SELECT 1 FROM pg_policies p
                    WHERE p.schemaname = t.schemaname AND p.tablename = t.tablename AND p.cmd = 'ALL'
                      AND p.roles = ARRAY['%s_app'::name] AND %s AND %s)""".formatted(database.name(),
                comparesTheTenant("p.qual"), comparesTheTenant("p.with_check")));
    }

    private static List<String> openPolicies(Connection catalogue, TestDatabase database) throws SQLException {
        return rows(catalogue, """
                SELECT p.tablename || '.' || p.policyname FROM pg_policies p
                WHERE p.schemaname = 'public' AND p.permissive = 'PERMISSIVE'
                  AND p.roles && ARRAY['%s_app'::name, 'public'::name]
                  AND NOT (%s AND %s)""".formatted(database.name(),
                comparesTheTenant("coalesce(p.qual, p.with_check)"),
                comparesTheTenant("coalesce(p.with_check, p.qual)")));
    }

    // As PostgreSQL prints it; a policy that says the same differently is worth a look by a person.
    private static String comparesTheTenant(String expression) {
        return "regexp_replace(" + expression + ", '\\s|::text', '', 'g') = "
                + "$$(account_id=(NULLIF(current_setting('app.account_id',true),''))::uuid)$$";
    }

    private static List<String> privileged(Connection catalogue, TestDatabase database) throws SQLException {
        return rows(catalogue, """
                SELECT r.rolname FROM pg_roles r
                WHERE r.rolname LIKE '%1$s\\_%%' AND (r.rolsuper OR r.rolbypassrls OR r.rolname <> '%1$s_migrator'
                      AND EXISTS (SELECT 1 FROM pg_class c WHERE c.relowner = r.oid AND c.relkind IN ('r', 'p')))"""
                .formatted(database.name()));
    }

    private static List<String> rows(Connection catalogue, String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = catalogue.createStatement(); ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
