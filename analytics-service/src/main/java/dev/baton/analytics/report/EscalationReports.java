package dev.baton.analytics.report;

import static dev.baton.platform.database.Columns.timestamp;

import dev.baton.analytics.projection.ProjectionProperties;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Answers for the account of the current tenant. */
@Service
public class EscalationReports {
    // Row security adds the account, which leads the index handoff_metric_claimed; that holds all columns used here.
    // While a rebuild has not caught up, the last generation that has goes on answering.
    // The filter, not GREATEST, leaves out those without an action: GREATEST(0, NULL) is 0.
    // Both percentiles in one call are one sort.
    static final String QUERY = """
            WITH answering AS (
                SELECT COALESCE((SELECT max(generation) FROM projection_generation
                    WHERE generation <= :built AND caught_up_at IS NOT NULL), :built) AS generation),
            measured AS (
                SELECT first_action_at IS NOT NULL AS acted,
                    GREATEST(0, EXTRACT(EPOCH FROM first_action_at - claimed_at))::float8 AS seconds
                FROM handoff_metric
                WHERE generation = (SELECT generation FROM answering) AND claimed_at >= :from)
            SELECT claimed, with_action, average, percentiles[1] AS median, percentiles[2] AS p95
            FROM (SELECT count(*) AS claimed, count(*) FILTER (WHERE acted) AS with_action,
                    avg(seconds) FILTER (WHERE acted) AS average,
                    percentile_cont(ARRAY[0.5, 0.95]) WITHIN GROUP (ORDER BY seconds) FILTER (WHERE acted) AS percentiles
                FROM measured) AS summary
            """;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final int generation;

    EscalationReports(JdbcClient jdbc, Clock clock, ProjectionProperties properties) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.generation = properties.generation();
    }

    /** The report of the period that ends now. */
    @Transactional(readOnly = true)
    public EscalationReport escalations(Period period) {
        Instant to = clock.instant();
        Instant from = to.minus(period.length());
        return jdbc.sql(QUERY)
                .param("built", generation)
                .param("from", timestamp(from))
                .query((row, number) -> report(period, from, to, row))
                .single();
    }

    private static EscalationReport report(Period period, Instant from, Instant to, ResultSet row)
            throws SQLException {
        long withAction = row.getLong("with_action");
        return new EscalationReport(period, from, to,
                withAction == 0 ? null : milliseconds(row.getDouble("average")),
                withAction == 0 ? null : milliseconds(row.getDouble("median")),
                withAction == 0 ? null : milliseconds(row.getDouble("p95")),
                row.getLong("claimed"), withAction, EscalationReport.METRIC_DEFINITION);
    }

    private static double milliseconds(double seconds) {
        return Math.round(seconds * 1000) / 1000.0;
    }
}
