package dev.baton.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;

/** What handoff-service knows of handoffs, beside what analytics-service made of the events. */
final class MetricRows {
    private static final String FACTS = """
            SELECT h.id, h.created_at, h.claimed_by, h.claimed_at,
                   least(
                       (SELECT min(t.created_at) FROM session_step t WHERE t.session_id = h.session_id
                           AND t.actor_id = h.claimed_by AND t.created_at >= h.claimed_at),
                       (SELECT min(m.created_at) FROM session_message m WHERE m.session_id = h.session_id
                           AND m.author_id = h.claimed_by AND m.created_at >= h.claimed_at))
            FROM handoff h WHERE h.intent = 'escalate'""";
    private static final String METRIC = """
            SELECT handoff_id, created_at, claimed_by, claimed_at, first_action_at
            FROM handoff_metric WHERE generation = 1""";

    private MetricRows() {}

    /** Waits until the metric table of the person's account equals the rows that it never reads (M6). */
    static void assertEqualToTheFacts(Baton baton, Person person, int atLeast) {
        UUID account = UUID.fromString(person.get("/me").expect(200).get("account_id").asString());
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            Set<List<Object>> facts = rows(baton, "handoff-1", FACTS, account);
            assertThat(facts).hasSizeGreaterThanOrEqualTo(atLeast);
            assertThat(rows(baton, "analytics-1", METRIC, account)).isEqualTo(facts);
        });
    }

    private static Set<List<Object>> rows(Baton baton, String process, String sql, UUID account)
            throws IOException, SQLException {
        Properties settings = baton.settings(process);
        try (Connection connection = DriverManager.getConnection(settings.getProperty("spring.datasource.url"),
                settings.getProperty("spring.datasource.username"), settings.getProperty("spring.datasource.password"));
                PreparedStatement tenant = connection.prepareStatement("SELECT set_config('app.account_id', ?, false)");
                PreparedStatement query = connection.prepareStatement(sql)) {
            tenant.setString(1, account.toString());
            tenant.execute();
            Set<List<Object>> rows = new HashSet<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    rows.add(Arrays.asList(row.getObject(1), time(row, 2), row.getObject(3), time(row, 4),
                            time(row, 5)));
                }
            }
            return rows;
        }
    }

    private static Object time(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class);
    }
}
