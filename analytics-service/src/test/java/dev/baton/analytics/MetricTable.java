package dev.baton.analytics;

import static java.util.function.Function.identity;

import dev.baton.events.AccountId;
import dev.baton.platform.database.Columns;
import dev.baton.testing.engines.TestDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What is in the table, seen by a superuser. */
@NullMarked
public final class MetricTable {
    private final TestDatabase database;

    /** What the projection knows of a handoff. */
    public record Row(UUID handoffId, UUID sessionId, Instant createdAt, @Nullable UUID claimedBy,
            @Nullable Instant claimedAt, @Nullable Instant firstActionAt) {}

    public MetricTable(TestDatabase database) {
        this.database = database;
    }

    public Map<String, Row> rows(AccountId account, int generation) {
        return query(jdbc -> jdbc.sql("""
                SELECT * FROM handoff_metric WHERE account_id = :account AND generation = :generation
                """)
                .param("account", account.value())
                .param("generation", generation)
                .query((row, number) -> row(row))
                .stream()
                .collect(Collectors.toMap(row -> row.handoffId().toString(), identity(), (a, b) -> a, TreeMap::new)));
    }

    /** How many rows of whatever a query counts. */
    public long count(String sql) {
        return query(jdbc -> jdbc.sql(sql).query(Long.class).single());
    }

    public void execute(String sql) {
        query(jdbc -> jdbc.sql(sql).update());
    }

    public <T> T query(Function<JdbcClient, T> question) {
        try (var connection = database.openAsSuperuser()) {
            return question.apply(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(Columns.uuid(row, "handoff_id"), Columns.uuid(row, "session_id"),
                Columns.instant(row, "created_at"), Columns.optionalUuid(row, "claimed_by").orElse(null),
                Columns.optionalInstant(row, "claimed_at").orElse(null),
                Columns.optionalInstant(row, "first_action_at").orElse(null));
    }
}
