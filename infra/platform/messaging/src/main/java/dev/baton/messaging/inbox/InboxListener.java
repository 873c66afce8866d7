package dev.baton.messaging.inbox;

import dev.baton.platform.problem.FaultTrace;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.AbstractConsumerSeekAware;
import org.springframework.kafka.listener.ListenerUtils;
import org.springframework.kafka.listener.MessageListener;

/**
 * Takes records in, one after the other. What fails is tried again after a pause, or becomes a dead letter; never is it
 * acknowledged away. It waits on the consumer's thread: order within an account is worth more than speed here.
 */
final class InboxListener extends AbstractConsumerSeekAware implements MessageListener<byte[], byte[]> {
    private static final Logger log = LoggerFactory.getLogger(InboxListener.class);
    // A projection that is behind catches up in milliseconds as a rule.
    private static final Duration LONGEST_WAIT_FOR_PROJECTION = Duration.ofMillis(500);
    // Far below the time after which the group would give the consumer up. Polling costs: what was fetched is dropped.
    private static final Duration LONGEST_WITHOUT_POLL = Duration.ofSeconds(30);

    private final Intake intake;
    private final DeadLetters deadLetters;
    private final InboxProperties properties;
    private final InboxMetrics metrics;
    private final BooleanSupplier running;
    private final Map<TopicPartition, Attempts> attempts = new ConcurrentHashMap<>();

    private record Attempts(long offset, Failure failure, int count) {
        static Attempts next(Attempts before, Attempts now) {
            return before.offset == now.offset && before.failure == now.failure
                    ? new Attempts(now.offset, now.failure, before.count + 1)
                    : now;
        }
    }

    InboxListener(Intake intake, DeadLetters deadLetters, InboxProperties properties, InboxMetrics metrics,
            BooleanSupplier running) {
        this.intake = intake;
        this.deadLetters = deadLetters;
        this.properties = properties;
        this.metrics = metrics;
        this.running = running;
    }

    /** Returns when the record may be acknowledged; otherwise throws what {@link Rewinding} understands. */
    @Override
    public void onMessage(ConsumerRecord<byte[], byte[]> record) {
        long end = System.nanoTime() + LONGEST_WITHOUT_POLL.toNanos();
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        while (true) {
            try {
                metrics.outcome(intake.take(record));
                attempts.remove(partition);
                return;
            } catch (ReadAgain again) {
                throw again;
            } catch (RuntimeException e) {
                Failure failure = Failure.of(e);
                int count = Objects.requireNonNull(attempts.merge(partition,
                        new Attempts(record.offset(), failure, 1), Attempts::next)).count();
                if (isHopeless(failure, count) && bury(record, failure, e)) {
                    attempts.remove(partition);
                    return;
                }
                pause(failure, count, e);
                if (!running.getAsBoolean() || System.nanoTime() > end) {
                    throw ReadAgain.waiting(e);
                }
            }
        }
    }

    /**
     * Reads what this member has of the topic from its beginning; what the group knows already is dropped again.
     *
     * @return false if it has nothing at the moment
     */
    boolean startOver(String topic) {
        if (getCallbacksAndTopics().isEmpty()) {
            return false;
        }
        log.atWarn().addKeyValue("topic", topic).log("the topic was made anew; reading it from its beginning");
        intake.startOver();
        seekToBeginning();
        return true;
    }

    private boolean isHopeless(Failure failure, int count) {
        return switch (failure) {
            case OUTAGE, BEHIND -> false;
            case POISON -> true;
            case REJECTED -> count > properties.retries();
        };
    }

    private boolean bury(ConsumerRecord<byte[], byte[]> record, Failure failure, RuntimeException cause) {
        String reason = cause instanceof Poison poison ? poison.reason().slug() : failure.tag();
        try {
            // First the letter, then past the record: a crash in between makes a second letter, not a lost one.
            deadLetters.send(record, reason, cause);
            intake.pass(record, failure, reason);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception e) {
            log.atError()
                    .setCause(FaultTrace.of(e))
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .log("a dead letter could not be written, trying again");
            return false;
        }
        metrics.outcome(Outcome.DEAD_LETTERED);
        log.atError()
                .setCause(FaultTrace.of(cause))
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .addKeyValue("reason", reason)
                .log("a record became a dead letter");
        return true;
    }

    private void pause(Failure failure, int count, RuntimeException cause) {
        metrics.retried(failure);
        if (count == 1 && failure != Failure.BEHIND) {
            log.atWarn()
                    .setCause(FaultTrace.of(cause))
                    .addKeyValue("reason", failure.tag())
                    .log("a record is handled again");
        }
        Duration pause = properties.pause(count);
        if (failure == Failure.BEHIND && pause.compareTo(LONGEST_WAIT_FOR_PROJECTION) > 0) {
            pause = LONGEST_WAIT_FOR_PROJECTION;
        }
        try {
            ListenerUtils.conditionalSleep(running::getAsBoolean, pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
