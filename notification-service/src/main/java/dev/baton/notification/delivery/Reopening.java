package dev.baton.notification.delivery;

import static dev.baton.platform.database.Columns.timestamp;

import dev.baton.events.AccountId;
import dev.baton.notification.channel.DeliveryId;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Puts a delivery that was given up back to work. In the caller's transaction, which keeps who wanted that. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Reopening {
    private static final Set<DeliveryState> GIVEN_UP = EnumSet.of(DeliveryState.FAILED, DeliveryState.NEEDS_REVIEW,
            DeliveryState.EXPIRED);

    private final JdbcClient jdbc;
    private final DeliveryProperties properties;
    private final DeliveryMetrics metrics;
    private final WakeUp wakeUp;
    private final Clock clock;

    Reopening(JdbcClient jdbc, DeliveryProperties properties, DeliveryMetrics metrics, WakeUp wakeUp, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.metrics = metrics;
        this.wakeUp = wakeUp;
        this.clock = clock;
    }

    /** Whether it was given up, and is about a handoff. A test is rather made anew. */
    public boolean isGivenUp(Delivery delivery) {
        return GIVEN_UP.contains(delivery.state()) && DeliveryKind.OF_HANDOFF.contains(delivery.kind());
    }

    /**
     * It is due now, with the same id and the time that a new one has. What may have been accepted before stays marked.
     *
     * @param traceparent of the request that wants it
     * @return false if it is not given up, or has no purpose any more
     */
    public boolean reopen(AccountId account, Delivery delivery, @Nullable String traceparent) {
        Instant now = clock.instant();
        Optional<String> state = jdbc
                .sql("""
                        UPDATE delivery d
                        SET state = CASE WHEN d.attempts = 0 THEN 'pending' ELSE 'retry' END,
                            -- Whatever a person had to look at may have arrived.
                            possible_repeat = d.possible_repeat OR d.state = 'needs_review',
                            reason = CASE WHEN d.possible_repeat OR d.state = 'needs_review' THEN d.reason END,
                            happened_at = :now, due_at = :now, expires_at = :expiresAt, traceparent = :traceparent
                        FROM %s
                          AND d.state IN (:givenUp) AND d.kind IN (:kinds) AND (%s) IS NULL
                        RETURNING d.state""".formatted(LastLook.SUBJECT, LastLook.PURPOSE_GONE))
                .param("account", account.value())
                .param("id", delivery.id().value())
                .param("now", timestamp(now))
                .param("expiresAt", timestamp(now.plus(properties.expiry(delivery.kind()))))
                .param("traceparent", traceparent)
                .param("givenUp", GIVEN_UP.stream().map(DeliveryState::code).toList())
                .param("kinds", DeliveryKind.OF_HANDOFF.stream().map(DeliveryKind::code).toList())
                .query(String.class)
                .optional();
        state.ifPresent(reached -> metrics.reached(DeliveryState.of(reached), delivery.channel()));
        wakeUp.afterCommit();
        return state.isPresent();
    }

    /** Why it would be pointless to send it, as a reason of deliveries; empty if it would not be. */
    public Optional<String> pointless(AccountId account, DeliveryId id) {
        return jdbc.sql("SELECT %s FROM delivery d, %s".formatted(LastLook.PURPOSE_GONE, LastLook.SUBJECT))
                .param("account", account.value())
                .param("id", id.value())
                .query(String.class)
                .optional();
    }
}
