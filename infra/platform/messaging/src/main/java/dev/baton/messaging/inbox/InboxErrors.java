package dev.baton.messaging.inbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ListenerExecutionFailedException;
import org.springframework.kafka.listener.ListenerUtils;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * What happens to a record that was not taken in. It is handled again after a pause, or it becomes a dead letter; never
 * is it acknowledged away. The pause is on the consumer's thread: order within an account is worth more than speed here.
 */
final class InboxErrors implements CommonErrorHandler {
    private static final Logger log = LoggerFactory.getLogger(InboxErrors.class);
    // A projection that is behind catches up in milliseconds as a rule.
    private static final Duration LONGEST_WAIT_FOR_PROJECTION = Duration.ofMillis(500);

    private static final Duration LONGEST_WITHOUT_POLL = Duration.ofSeconds(5);

    private final Intake intake;
    private final DeadLetters deadLetters;
    private final InboxProperties properties;
    private final InboxMetrics metrics;
    private final Map<TopicPartition, Attempts> attempts = new ConcurrentHashMap<>();

    private record Attempts(long offset, Failure failure, int count) {
        static Attempts next(Attempts before, Attempts now) {
            return before.offset == now.offset && before.failure == now.failure
                    ? new Attempts(now.offset, now.failure, before.count + 1)
                    : now;
        }
    }

    /** Ends the round of records; the container polls again. It logs nothing, that was done here. */
    private static final class PolledAgain extends KafkaException {
        private static final long serialVersionUID = 1L;

        PolledAgain(Throwable cause) {
            super("handled again", Level.TRACE, cause);
        }
    }

    InboxErrors(Intake intake, DeadLetters deadLetters, InboxProperties properties, InboxMetrics metrics) {
        this.intake = intake;
        this.deadLetters = deadLetters;
        this.properties = properties;
        this.metrics = metrics;
    }

    @Override
    public boolean seeksAfterHandling() {
        return true;
    }

    @Override
    public void handleRemaining(Exception thrown, List<ConsumerRecord<?, ?>> records, Consumer<?, ?> consumer,
            MessageListenerContainer container) {
        Throwable cause = thrown instanceof ListenerExecutionFailedException && thrown.getCause() != null
                ? thrown.getCause()
                : thrown;
        @SuppressWarnings("unchecked") // the containers of this package read bytes
        ConsumerRecord<byte[], byte[]> failed = (ConsumerRecord<byte[], byte[]>) records.getFirst();
        try {
            if (!settle(failed, cause, container)) {
                seekToFirst(records, consumer);
                throw new PolledAgain(cause);
            }
            attempts.remove(partition(failed));
            seekToFirst(records.subList(1, records.size()), consumer);
        } catch (GapFound gap) {
            seekToFirst(records, consumer);
            consumer.seek(partition(failed), gap.rewindTo());
            throw new PolledAgain(gap);
        }
    }

    /** Tries until the consumer may go past the record (true), or has to poll lest the group gives it up (false). */
    private boolean settle(ConsumerRecord<byte[], byte[]> record, Throwable thrown,
            MessageListenerContainer container) {
        long end = System.nanoTime() + LONGEST_WITHOUT_POLL.toNanos();
        Throwable cause = thrown;
        while (true) {
            if (cause instanceof GapFound gap) {
                throw gap;
            }
            Failure failure = Failure.of(cause);
            int count = Objects.requireNonNull(attempts.merge(partition(record),
                    new Attempts(record.offset(), failure, 1), Attempts::next)).count();
            if (isHopeless(failure, count) && bury(record, failure, cause)) {
                return true;
            }
            pause(failure, count, cause, container);
            if (!container.isRunning() || System.nanoTime() > end) {
                return false;
            }
            try {
                metrics.outcome(intake.take(record));
                return true;
            } catch (RuntimeException e) {
                cause = e;
            }
        }
    }

    private boolean isHopeless(Failure failure, int count) {
        return switch (failure) {
            case OUTAGE, BEHIND -> false;
            case POISON -> true;
            case REJECTED -> count > properties.retries();
        };
    }

    private boolean bury(ConsumerRecord<byte[], byte[]> record, Failure failure, Throwable cause) {
        String reason = cause instanceof Poison poison ? poison.reason().slug() : failure.tag();
        try {
            // First the letter, then past the record: a crash in between makes a second letter, not a lost one.
            deadLetters.send(record, reason, cause);
            intake.pass(record, reason);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception e) {
            log.atError()
                    .setCause(e)
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .log("a dead letter could not be written, trying again");
            return false;
        }
        metrics.outcome(Outcome.DEAD_LETTERED);
        log.atError()
                .setCause(cause)
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .addKeyValue("reason", reason)
                .log("a record became a dead letter");
        return true;
    }

    private void pause(Failure failure, int count, Throwable cause, MessageListenerContainer container) {
        metrics.retried(failure);
        if (count == 1 && failure != Failure.BEHIND) {
            log.atWarn().setCause(cause).addKeyValue("reason", failure.tag()).log("a record is handled again");
        }
        Duration pause = properties.pause(count);
        if (failure == Failure.BEHIND && pause.compareTo(LONGEST_WAIT_FOR_PROJECTION) > 0) {
            pause = LONGEST_WAIT_FOR_PROJECTION;
        }
        try {
            ListenerUtils.stoppableSleep(container, pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    private static void seekToFirst(List<ConsumerRecord<?, ?>> records, Consumer<?, ?> consumer) {
        // Backwards, so that the last seek of a partition is to its first record.
        for (ConsumerRecord<?, ?> record : records.reversed()) {
            consumer.seek(partition(record), record.offset());
        }
    }
}
