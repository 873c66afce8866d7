package dev.baton.notification.delivery.sending;

import static dev.baton.platform.database.Columns.timestamp;
import static dev.baton.platform.database.Columns.uuid;

import dev.baton.events.AccountId;
import dev.baton.events.TimeOrderedUuid;
import dev.baton.notification.channel.DeliveryId;
import dev.baton.notification.channel.SendingRate;
import dev.baton.notification.delivery.DeliveryProperties;
import dev.baton.notification.delivery.Reasons;
import dev.baton.notification.destination.Destination;
import dev.baton.notification.destination.Gates;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Work that is due, of all accounts, as the worker role sees it. Replicas never get the same delivery. */
@Repository
class DueDeliveries {
    // From one destination with undecided work to the next along the index; DISTINCT would read every row.
    private static final String HOP = """
            WITH RECURSIVE hop AS (
                (SELECT channel, destination FROM delivery WHERE state IN ('pending', 'retry', 'claimed')
                 ORDER BY channel, destination LIMIT 1)
                UNION ALL
                SELECT next.channel, next.destination FROM hop, LATERAL (
                    SELECT channel, destination FROM delivery
                    WHERE state IN ('pending', 'retry', 'claimed')
                      AND (channel, destination) > (hop.channel, hop.destination)
                    ORDER BY channel, destination LIMIT 1) next)
            """;

    private final JdbcClient jdbc;
    private final Gates gates;
    private final DeliveryProperties properties;
    private final TimeOrderedUuid ids;
    private final Clock clock;

    DueDeliveries(@Qualifier("worker") JdbcClient jdbc, Gates gates, DeliveryProperties properties,
            TimeOrderedUuid ids, Clock clock) {
        this.jdbc = jdbc;
        this.gates = gates;
        this.properties = properties;
        this.ids = ids;
        this.clock = clock;
    }

    /** Destinations with undecided work, due or not: few, while their rows may be many. */
    List<Destination> destinations() {
        return jdbc.sql(HOP + "SELECT channel, destination FROM hop")
                .query((row, n) -> new Destination(row.getString("channel"), row.getString("destination")))
                .list();
    }

    /** Since when the oldest due delivery of each channel has been due, without those whose destination is paused. */
    Map<String, Instant> dueSince() {
        Map<String, Instant> since = new HashMap<>();
        jdbc.sql(HOP + """
                SELECT hop.channel, min(oldest.due_at) AS due_at FROM hop
                LEFT JOIN destination_gate g ON g.channel = hop.channel AND g.destination = hop.destination
                CROSS JOIN LATERAL (
                    SELECT due_at FROM delivery d
                    WHERE d.channel = hop.channel AND d.destination = hop.destination
                      AND d.state IN ('pending', 'retry', 'claimed')
                    ORDER BY due_at LIMIT 1) oldest
                WHERE oldest.due_at <= :now AND greatest(g.paused_until, g.held_until, '-infinity') <= :now
                GROUP BY hop.channel""")
                .param("now", timestamp(clock.instant()))
                .query(row -> {
                    since.put(row.getString("channel"), row.getTimestamp("due_at").toInstant());
                });
        return since;
    }

    /** Takes at most {@code room} due deliveries in hand, as many as the destination's gate lets through. */
    List<Claim> claim(Destination destination, SendingRate rate, int room) {
        return gates.pass(destination, rate, room, (atMost, probe) -> take(destination, atMost, probe));
    }

    private List<Claim> take(Destination destination, int count, boolean probe) {
        Instant now = clock.instant();
        UUID token = ids.next();
        // SKIP LOCKED: a row that is being suppressed or decided right now is left to whoever does that. A claimed row
        // is due when its lease is over; its replica died or hangs before the wire, so taking it repeats nothing.
        // MATERIALIZED: a plain subquery may be run again for each row it joins, and then LIMIT limits nothing.
        return jdbc.sql("""
                WITH due AS MATERIALIZED (
                    SELECT account_id, id FROM delivery
                    WHERE channel = :channel AND destination = :destination
                      AND state IN ('pending', 'retry', 'claimed') AND due_at <= :now
                    ORDER BY due_at LIMIT :count
                    FOR UPDATE SKIP LOCKED)
                UPDATE delivery d SET state = 'claimed', claim_token = :token, due_at = :leaseEnd
                FROM due WHERE d.account_id = due.account_id AND d.id = due.id
                RETURNING d.account_id, d.id""")
                .param("token", token)
                .param("leaseEnd", timestamp(now.plus(properties.claimLease())))
                .param("channel", destination.channel())
                .param("destination", destination.name())
                .param("now", timestamp(now))
                .param("count", count)
                .query((row, n) -> new Claim(new AccountId(uuid(row, "account_id")),
                        new DeliveryId(uuid(row, "id")), destination, token, probe))
                .list();
    }

    /** A replica died with these on the wire: nobody knows whether they were accepted. Returns their channels. */
    List<String> doubtAbandoned() {
        return settle("state = 'sending' AND due_at <= :now",
                "state = 'ambiguous', reason = '" + Reasons.REPLICA_LOST + "', claim_token = NULL, due_at = :now");
    }

    /** Ambiguous for the first time, in time: sent once more with the same id, and marked. Returns their channels. */
    List<String> repeatAmbiguous() {
        return settle("state = 'ambiguous' AND due_at <= :now AND NOT possible_repeat AND expires_at > :now",
                "state = 'retry', possible_repeat = true, due_at = :now");
    }

    /** Ambiguous again, or too late for a repeat: a person is asked, nothing more is sent. Returns their channels. */
    List<String> reviewAmbiguous() {
        return settle("state = 'ambiguous' AND due_at <= :now AND (possible_repeat OR expires_at <= :now)",
                "state = 'needs_review', due_at = NULL");
    }

    /** A repeat that was not sent in time: its first message may have been. Returns their channels. */
    List<String> reviewExpired() {
        return settle("state IN ('pending', 'retry') AND expires_at <= :now AND possible_repeat",
                "state = 'needs_review', due_at = NULL");
    }

    /** Not sent in time, also where the breaker lets nothing through. Returns their channels. */
    List<String> expire() {
        return settle("state IN ('pending', 'retry') AND expires_at <= :now AND NOT possible_repeat",
                "state = 'expired', reason = '" + Reasons.TOO_LATE + "', due_at = NULL");
    }

    // Of constants only. SKIP LOCKED: several replicas settle at the same time, and must not wait in a circle.
    private List<String> settle(String which, String change) {
        return jdbc.sql("""
                WITH unsettled AS MATERIALIZED (
                    SELECT account_id, id FROM delivery WHERE %s
                    LIMIT 500 FOR UPDATE SKIP LOCKED)
                UPDATE delivery d SET %s
                FROM unsettled u WHERE d.account_id = u.account_id AND d.id = u.id
                RETURNING d.channel""".formatted(which, change))
                .param("now", timestamp(clock.instant()))
                .query((row, n) -> row.getString("channel"))
                .list();
    }
}
