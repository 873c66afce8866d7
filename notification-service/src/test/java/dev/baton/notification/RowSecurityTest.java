package dev.baton.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.database.DatabaseRole;
import dev.baton.testing.RowSecurity;
import dev.baton.testing.engines.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every table with its row-level security (T1). A new table fails here until it is decided what it is. */
@NotificationTest
class RowSecurityTest {
    private final TestDatabase database;

    @Autowired
    RowSecurityTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void everyTableOfTenantsForcesRowSecurity() {
        // Rates and breakers of destinations, of no account.
        RowSecurity.assertEveryTenantTableIsForced(database, "destination_gate");
    }

    @Test
    void theServicesRoleHasRightsOnTablesOfTenantsOnly() throws Exception {
        assertThat(rows("""
                SELECT DISTINCT table_name FROM information_schema.role_table_grants
                WHERE grantee = '%s' ORDER BY 1""".formatted(database.username(DatabaseRole.APP))))
                .containsExactly("delivery", "delivery_resend", "directory_progress", "directory_unread",
                        "handoff_state", "inbox",
                        "inbox_hole",
                        "person", "webhook", "webhook_change");
    }

    @Test
    void theWorkerSeesThatWorkIsDueButNeitherPeopleNorTexts() throws Exception {
        assertThat(rows("""
                SELECT DISTINCT table_name, column_name FROM information_schema.role_column_grants
                WHERE grantee = '%s' AND privilege_type = 'SELECT' AND table_name <> 'destination_gate'
                ORDER BY 1, 2""".formatted(database.username(DatabaseRole.WORKER)))).containsExactly(
                "delivery account_id",
                "delivery attempts", "delivery channel", "delivery claim_token", "delivery created_at",
                "delivery destination", "delivery due_at", "delivery expires_at", "delivery handoff_id", "delivery id",
                "delivery possible_repeat", "delivery state",
                "handoff_state account_id", "handoff_state escalated_at", "handoff_state handoff_id",
                "handoff_state status",
                "inbox_hole account_id", "inbox_hole epoch", "inbox_hole group_name", "inbox_hole recorded_at",
                "inbox_hole seq", "inbox_hole topic");
    }

    @Test
    void withoutATenantThereAreNoRows() {
        JdbcClient app = JdbcClient.create(database.as(DatabaseRole.APP));

        for (String table : List.of("delivery", "handoff_state", "person", "inbox", "webhook", "webhook_change",
                "delivery_resend")) {
            assertThat(app.sql("SELECT count(*) FROM " + table).query(Integer.class).single()).as(table).isZero();
        }
    }

    private List<String> rows(String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (var connection = database.openAsSuperuser();
                var rows = connection.createStatement().executeQuery(query)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    values.add(String.valueOf(rows.getObject(i)));
                }
                found.add(String.join(" ", values));
            }
        }
        return found;
    }
}
