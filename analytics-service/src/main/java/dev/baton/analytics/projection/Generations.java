package dev.baton.analytics.projection;

import static dev.baton.platform.database.Columns.timestamp;

import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which generations there are, and which have caught up. They are the service's own, of no account. */
@Repository
public class Generations {
    private final JdbcClient jdbc;
    private final Clock clock;

    Generations(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Every replica says so at its start; only the first one's word is kept. */
    public void begin(Generation generation) {
        jdbc.sql("""
                INSERT INTO projection_generation (generation, begun_at) VALUES (:generation, :now)
                ON CONFLICT DO NOTHING
                """)
                .param("generation", generation.number())
                .param("now", timestamp(clock.instant()))
                .update();
    }

    /** From now on the generation answers. */
    public void caughtUp(Generation generation) {
        jdbc.sql("""
                UPDATE projection_generation SET caught_up_at = :now
                WHERE generation = :generation AND caught_up_at IS NULL
                """)
                .param("generation", generation.number())
                .param("now", timestamp(clock.instant()))
                .update();
    }

    public boolean hasCaughtUp(Generation generation) {
        return jdbc.sql("""
                SELECT EXISTS (SELECT FROM projection_generation
                    WHERE generation = :generation AND caught_up_at IS NOT NULL)
                """)
                .param("generation", generation.number())
                .query(Boolean.class)
                .single();
    }
}
