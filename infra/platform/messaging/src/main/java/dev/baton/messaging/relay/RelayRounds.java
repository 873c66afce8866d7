package dev.baton.messaging.relay;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes one round after the other: take rows and delete them, send, wait for the broker, commit the deletion. Killed
 * anywhere in between, the rows are still there; the same events come again with the same sequences, which consumers
 * drop. Used by the relay's thread only.
 */
final class RelayRounds implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RelayRounds.class);
    private static final Duration BACKLOG_EVERY = Duration.ofSeconds(5);
    // Counting a long outbox takes a while, in which nothing is published.
    private static final int BACKLOG_SHARE = 20;
    // A crash repeats a whole round, and a slow broker must be able to finish one.
    private static final int MOST_PORTIONS = 4;
    private static final Duration LONG_ENOUGH = Duration.ofMillis(500);
    // After a failure: small rounds, which a broker that is slow can acknowledge within the deadline.
    private static final int CAREFUL_ROUNDS = 20;
    private static final int CAREFUL_PART = 20;

    private final DataSource relay;
    private final OutboxPublisher publisher;
    private final BodyCheck bodies = new BodyCheck();
    private final OutboxMetrics metrics;
    private final OutboxProperties properties;
    private final Clock clock;
    private @Nullable RelaySession session;
    private Instant backlogDue = Instant.MIN;
    private int oneByOne;
    private int careful;

    RelayRounds(DataSource relay, OutboxPublisher publisher, OutboxMetrics metrics,
            OutboxProperties properties, Clock clock) {
        this.relay = relay;
        this.publisher = publisher;
        this.metrics = metrics;
        this.properties = properties;
        this.clock = clock;
    }

    /** True if there may be more at once. After an exception {@link #close} comes before the next round. */
    boolean publishNext() throws SQLException, InterruptedException, ExecutionException, TimeoutException {
        RelaySession current = session();
        current.lock();
        observe(current);
        List<OutboxRecord> round = new ArrayList<>();
        long began = System.nanoTime();
        boolean more;
        try {
            more = publish(current, round);
        } catch (Unpublishable e) {
            current.rollback();
            publisher.close();
            settle(current, e, round.size());
            return true;
        }
        // A crash before this line sends the round again.
        current.commit();
        metrics.published(round, Duration.ofNanos(System.nanoTime() - began));
        oneByOne = Math.max(0, oneByOne - 1);
        careful = Math.max(0, careful - 1);
        return more || (oneByOne > 0 && !round.isEmpty());
    }

    /**
     * Takes and sends portions as long as there are full ones and it does not take long. Each is read while the broker
     * writes the last one.
     *
     * @param round gets what was taken
     * @return whether there may be more
     */
    private boolean publish(RelaySession current, List<OutboxRecord> round)
            throws Unpublishable, InterruptedException, ExecutionException, TimeoutException {
        long began = System.nanoTime();
        int portion = oneByOne > 0
                ? 1
                : careful > 0 ? Math.max(1, properties.batch() / CAREFUL_PART) : properties.batch();
        int most = oneByOne > 0 || careful > 0 ? 1 : MOST_PORTIONS;
        OutboxPublisher.Round sending = null;
        for (int count = 1;; count++) {
            List<OutboxRecord> taken = current.take(portion, properties.maxBytes().toBytes());
            if (sending == null) {
                if (taken.isEmpty()) {
                    return false;
                }
                sending = publisher.begin();
            }
            for (OutboxRecord record : taken) {
                bodies.check(record);
            }
            round.addAll(taken);
            sending.send(taken);
            boolean full = taken.size() == portion;
            // Looked at before another one is taken: two that are slow must have the time to finish.
            if (!full || count == most || System.nanoTime() - began > LONG_ENOUGH.toNanos()) {
                sending.finish();
                return full;
            }
        }
    }

    private void settle(RelaySession current, Unpublishable refused, int roundSize) throws SQLException {
        if (refused.isCertain()) {
            park(current, refused);
        } else {
            // The same events again, each in a round of its own, until the one that is refused is alone.
            oneByOne = roundSize;
        }
    }

    private void park(RelaySession current, Unpublishable refused) throws SQLException {
        OutboxRecord record = refused.record();
        current.lock();
        boolean parked = current.park(record, refused.reason(), clock.instant());
        metrics.backlog(current.backlog());
        current.commit();
        if (parked) {
            log.atError()
                    .addKeyValue("accountId", record.stream().account())
                    .addKeyValue("topic", record.stream().topic())
                    .addKeyValue("outboxId", record.id())
                    .addKeyValue("reason", refused.reason())
                    .log("an event cannot be published; its stream is parked until an operator decides");
        }
    }

    private void observe(RelaySession current) {
        Instant now = clock.instant();
        if (!now.isBefore(backlogDue)) {
            metrics.backlog(current.backlog());
            Duration share = Duration.between(now, clock.instant()).multipliedBy(BACKLOG_SHARE);
            backlogDue = now.plus(share.compareTo(BACKLOG_EVERY) > 0 ? share : BACKLOG_EVERY);
        }
    }

    private RelaySession session() throws SQLException {
        RelaySession current = session;
        if (current == null) {
            current = RelaySession.open(relay);
            session = current;
        }
        return current;
    }

    /** After a failure, too: the next rounds are small ones. */
    @Override
    public void close() {
        careful = CAREFUL_ROUNDS;
        publisher.close();
        RelaySession current = session;
        session = null;
        if (current != null) {
            try {
                current.close();
            } catch (SQLException e) {
                log.atDebug().setCause(e).log("the relay's connection was gone already");
            }
        }
    }
}
