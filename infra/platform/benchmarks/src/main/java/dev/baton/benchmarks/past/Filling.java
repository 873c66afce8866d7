package dev.baton.benchmarks.past;

import dev.baton.benchmarks.platform.Stage;
import dev.baton.database.ServiceDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Fills tables of handoff-service as if their rows had come in one by one, only sooner. */
final class Filling {
    private static final int FOR_EVER = 0;

    private final List<String> tables;

    Filling(String... tables) {
        this.tables = List.of(tables);
    }

    /** Writes rows on a connection of a superuser. Their keys are not checked. */
    @FunctionalInterface
    interface Work {
        void on(Connection connection) throws SQLException, IOException;
    }

    /** Indexes are left out while rows come, made anew afterwards, and the tables are vacuumed and analyzed. */
    void run(Stage stage, Work work) throws SQLException, IOException {
        try (Connection connection = stage.topology().databases().server().connect(ServiceDatabase.HANDOFF.name());
                Statement statement = connection.createStatement()) {
            // An index of a million rows takes longer than the launcher waits for an answer.
            connection.setNetworkTimeout(Runnable::run, FOR_EVER);
            // No foreign keys: whoever wrote a row knows what it refers to.
            statement.execute("SET session_replication_role = replica");
            List<String> definitions = dropIndexes(statement);
            work.on(connection);
            for (String definition : definitions) {
                statement.execute(definition);
            }
            for (String table : tables) {
                statement.execute("VACUUM ANALYZE " + table);
            }
            // What is measured need not wait for what was written here.
            statement.execute("CHECKPOINT");
        }
    }

    /** Returns how to make them again. Those of constraints stay. */
    private List<String> dropIndexes(Statement statement) throws SQLException {
        List<String> definitions = new ArrayList<>();
        List<String> drops = new ArrayList<>();
        try (ResultSet row = statement.executeQuery("""
                SELECT i.indexrelid::regclass, pg_get_indexdef(i.indexrelid)
                FROM pg_index i
                WHERE i.indrelid = ANY ('{%s}'::regclass[])
                  AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)
                """.formatted(String.join(",", tables)))) {
            while (row.next()) {
                drops.add("DROP INDEX " + row.getString(1));
                definitions.add(row.getString(2));
            }
        }
        for (String drop : drops) {
            statement.execute(drop);
        }
        return definitions;
    }
}
