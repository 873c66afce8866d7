package dev.baton.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.database.DatabaseRole;
import dev.baton.testing.engines.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class ColumnsTest {
    // The driver lets the server keep a statement from its fifth execution on.
    private static final int BEFORE_IT_IS_KEPT = 4;
    private static final int TURNS = 10;

    @Test
    void valuesAndNullsInTurnsAreOneStatementOfTheServer() throws SQLException {
        try (Connection connection = TestDatabase.create("columns").as(DatabaseRole.MIGRATOR).getConnection()) {
            JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));

            for (int turn = 0; turn < TURNS; turn++) {
                read(jdbc, UUID.randomUUID(), "text", Instant.EPOCH);
                read(jdbc, null, null, null);
            }

            assertThat(jdbc.sql("""
                    SELECT generic_plans + custom_plans FROM pg_prepared_statements WHERE statement LIKE '%AS in_turns%'
                    """).query(Integer.class).list()).containsExactly(2 * TURNS - BEFORE_IT_IS_KEPT);
        }
    }

    private static void read(JdbcClient jdbc, @Nullable UUID id, @Nullable String text, @Nullable Instant time) {
        Boolean given = jdbc.sql("""
                SELECT CAST(:id AS uuid) IS NOT NULL AND CAST(:text AS text) IS NOT NULL
                   AND CAST(:time AS timestamptz) IS NOT NULL AS in_turns
                """)
                .param("id", Columns.nullable(id))
                .param("text", Columns.nullable(text))
                .param("time", Columns.nullable(time))
                .query(Boolean.class)
                .single();
        assertThat(given).isEqualTo(id != null);
    }
}
