package dev.baton.notification.destination;

import static dev.baton.platform.database.Columns.optionalInstant;
import static dev.baton.platform.database.Columns.timestamp;

import dev.baton.notification.channel.SendingRate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** The gates of all destinations, kept in the database so that every replica sees the same one. */
@Repository
public class Gates {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final DestinationProperties properties;
    private final Clock clock;

    Gates(@Qualifier("worker") JdbcClient jdbc, @Qualifier("worker") TransactionTemplate transaction,
            DestinationProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Lets work through to a destination, as much as rate limit and breaker admit.
     *
     * @param take called in the transaction that holds the gate, unless nothing is admitted
     * @return what {@code take} returned
     */
    public <W> List<W> pass(Destination destination, SendingRate rate, int wanted, Take<W> take) {
        return Objects.requireNonNull(transaction.execute(status -> {
            Instant now = clock.instant();
            Gate gate = lock(destination);
            int admitted = gate.admits(wanted, rate, now);
            if (admitted == 0) {
                return List.of();
            }
            List<W> work = take.take(admitted, gate.breaker().nextIsProbe());
            if (!work.isEmpty()) {
                save(destination, gate.after(work.size(), rate, now, properties.probeLease()));
            }
            return work;
        }));
    }

    /** Takes work in hand. */
    @FunctionalInterface
    public interface Take<W> {
        /**
         * Takes at most so much.
         *
         * @param probe whether the outcome decides if the destination works again
         */
        List<W> take(int atMost, boolean probe);
    }

    /** The destination answered; that it refused a message shows as well that it works. */
    public void working(Destination destination) {
        // In the usual case no row matches, and successes do not queue for the row's lock.
        jdbc.sql("""
                UPDATE destination_gate SET failures = 0, times_opened = 0, paused_until = NULL, probing = false
                WHERE channel = :channel AND destination = :destination
                  AND (failures > 0 OR paused_until IS NOT NULL)""")
                .param("channel", destination.channel())
                .param("destination", destination.name())
                .update();
    }

    /** The destination could not be reached, or the conversation broke. */
    public void failing(Destination destination) {
        change(destination, breaker -> breaker.failed(clock.instant(), properties));
    }

    /** The destination asked to be left alone, by every message of every replica. */
    public void hold(Destination destination, Duration wait) {
        jdbc.sql("""
                UPDATE destination_gate SET held_until = greatest(held_until, :until)
                WHERE channel = :channel AND destination = :destination""")
                .param("channel", destination.channel())
                .param("destination", destination.name())
                .param("until", timestamp(clock.instant().plus(wait)))
                .update();
    }

    /** The destination is another one under the same name: what the old one did is forgotten. */
    void renew(Destination destination) {
        jdbc.sql("""
                UPDATE destination_gate
                SET failures = 0, times_opened = 0, paused_until = NULL, probing = false, held_until = NULL
                WHERE channel = :channel AND destination = :destination""")
                .param("channel", destination.channel())
                .param("destination", destination.name())
                .update();
    }

    /** What was let through as a probe turned out not to be worth sending. */
    public void probeUnused(Destination destination) {
        change(destination, breaker -> breaker.probeUnused(clock.instant()));
    }

    private void change(Destination destination, UnaryOperator<Breaker> change) {
        transaction.executeWithoutResult(status -> {
            Gate gate = lock(destination);
            save(destination, gate.with(change.apply(gate.breaker())));
        });
    }

    // Held until the end of the transaction: replicas pass the gate one after the other.
    private Gate lock(Destination destination) {
        jdbc.sql("""
                INSERT INTO destination_gate (channel, destination) VALUES (:channel, :destination)
                ON CONFLICT DO NOTHING""")
                .param("channel", destination.channel())
                .param("destination", destination.name())
                .update();
        return jdbc.sql("""
                SELECT next_free_at, failures, times_opened, paused_until, probing, held_until FROM destination_gate
                WHERE channel = :channel AND destination = :destination
                FOR UPDATE""")
                .param("channel", destination.channel())
                .param("destination", destination.name())
                .query((row, n) -> gate(row))
                .single();
    }

    private void save(Destination destination, Gate gate) {
        Breaker breaker = gate.breaker();
        jdbc.sql("""
                UPDATE destination_gate
                SET next_free_at = :nextFreeAt, failures = :failures, times_opened = :timesOpened,
                    paused_until = :pausedUntil, probing = :probing
                WHERE channel = :channel AND destination = :destination""")
                .param("channel", destination.channel())
                .param("destination", destination.name())
                .param("nextFreeAt", optional(gate.limit().nextFreeAt()))
                .param("failures", breaker.failures())
                .param("timesOpened", breaker.timesOpened())
                .param("pausedUntil", optional(breaker.pausedUntil()))
                .param("probing", breaker.probing())
                .update();
    }

    private static Gate gate(ResultSet row) throws SQLException {
        return new Gate(new RateLimit(optionalInstant(row, "next_free_at").orElse(null)),
                new Breaker(row.getInt("failures"), row.getInt("times_opened"),
                        optionalInstant(row, "paused_until").orElse(null), row.getBoolean("probing")),
                optionalInstant(row, "held_until").orElse(null));
    }

    private static @Nullable OffsetDateTime optional(@Nullable Instant time) {
        return time == null ? null : timestamp(time);
    }
}
