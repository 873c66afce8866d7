package dev.baton.testing;

import dev.baton.events.AccountId;
import dev.baton.testing.engines.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The tables whose rows belong to accounts, but the outbox, from which the relay takes rows away. */
public final class AccountTables {
    private AccountTables() {}

    /** Their names. */
    public static List<String> of(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT c.table_name FROM information_schema.columns c
                JOIN information_schema.tables t USING (table_schema, table_name)
                WHERE c.table_schema = 'public' AND c.column_name = 'account_id' AND t.table_type = 'BASE TABLE'
                  AND c.table_name NOT IN ('outbox', 'outbox_parked')
                ORDER BY 1
                """); ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    /** Those of which a row of the account has the text anywhere. */
    public static List<String> thatKnow(TestDatabase database, AccountId account, String text) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = database.openAsSuperuser()) {
            for (String table : of(connection)) {
                try (PreparedStatement query = connection.prepareStatement("SELECT EXISTS (SELECT 1 FROM " + table
                        + " t WHERE account_id = ? AND strpos(t::text, ?) > 0)")) {
                    query.setObject(1, account.value());
                    query.setString(2, text);
                    try (ResultSet row = query.executeQuery()) {
                        row.next();
                        if (row.getBoolean(1)) {
                            found.add(table);
                        }
                    }
                }
            }
        }
        return found;
    }
}
