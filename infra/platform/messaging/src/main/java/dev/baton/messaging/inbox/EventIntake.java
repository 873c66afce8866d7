package dev.baton.messaging.inbox;

import dev.baton.events.EventCodec;
import dev.baton.events.EventEnvelope;
import dev.baton.messaging.EventHandler;
import dev.baton.platform.tenancy.Tenant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/** Takes in the events of accounts: each sequence once, in order, and notices what is missing (design §5). */
final class EventIntake implements Intake {
    // Reading further back would hold up the other accounts of the partition for longer than a gap is worth.
    private static final long LONGEST_REWIND = 10_000;

    private final EventHandler handler;
    private final EventCodec codec;
    private final Watermarks watermarks;
    private final TransactionOperations transactions;
    private final InboxMetrics metrics;
    // Partitions in which the first gap was looked for.
    private final Set<TopicPartition> lookedFar = ConcurrentHashMap.newKeySet();
    // Gaps that were looked for once; an entry goes when the record behind the gap is taken in.
    private final Map<RecordIdentity, Boolean> rewound = new ConcurrentHashMap<>();

    EventIntake(EventHandler handler, EventCodec codec, Watermarks watermarks, TransactionOperations transactions,
            InboxMetrics metrics) {
        this.handler = handler;
        this.codec = codec;
        this.watermarks = watermarks;
        this.transactions = transactions;
        this.metrics = metrics;
    }

    @Override
    public Outcome take(ConsumerRecord<byte[], byte[]> record) {
        RecordIdentity identity = RecordIdentity.of(record);
        EventEnvelope event = read(record, identity);
        Watermarks.Position position = new Watermarks.Position(identity, event == null ? null : event.id().value(),
                record.offset());
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        Outcome outcome = inTransaction(identity, () -> place(position, partition, event));
        rewound.remove(identity);
        // The commit has happened. A crash from here on redelivers the record; the watermark drops it.
        if (event != null && outcome == Outcome.APPLIED) {
            metrics.applied(event);
        }
        return outcome;
    }

    @Override
    public void pass(ConsumerRecord<byte[], byte[]> record, Failure failure, String cause) {
        RecordIdentity.find(record).ifPresent(identity -> {
            Watermarks.Position position = new Watermarks.Position(identity, null, record.offset());
            inTransaction(identity, () -> {
                if (failure == Failure.POISON) {
                    passUnread(position, cause);
                } else {
                    passRejected(position, cause);
                }
                return Outcome.DEAD_LETTERED;
            });
            rewound.remove(identity);
        });
    }

    @Override
    public void startOver() {
        lookedFar.clear();
    }

    /** A damaged record may claim any place. Beyond the next one it is not believed: real events would be dropped. */
    private void passUnread(Watermarks.Position position, String cause) {
        if (watermarks.advanceToNext(position)) {
            watermarks.recordHole(position.record(), cause);
        }
    }

    private void passRejected(Watermarks.Position position, String cause) {
        switch (watermarks.advance(position)) {
            case Watermarks.Step.Next() -> watermarks.recordHole(position.record(), cause);
            case Watermarks.Step.Baseline() -> watermarks.recordHole(position.record(), cause);
            // It was passed before.
            case Watermarks.Step.Repeat _ -> {
            }
            case Watermarks.Step.Gap gap -> {
                metrics.holes(position.record(), watermarks.jumpOver(position, gap));
                watermarks.recordHole(position.record(), cause);
            }
        }
    }

    private Outcome inTransaction(RecordIdentity identity, Supplier<Outcome> work) {
        // The tenant first: the transaction tells PostgreSQL which account's rows it may see when it begins.
        return Tenant.call(identity.account(), () -> Objects.requireNonNull(transactions.execute(_ -> work.get())));
    }

    private Outcome place(Watermarks.Position position, TopicPartition partition, @Nullable EventEnvelope event) {
        return switch (watermarks.advance(position)) {
            case Watermarks.Step.Next() -> apply(event, Outcome.APPLIED);
            case Watermarks.Step.Baseline() -> {
                metrics.baseline(position.record());
                yield apply(event, Outcome.APPLIED);
            }
            case Watermarks.Step.Repeat repeat -> {
                if (repeat.conflicts()) {
                    metrics.conflict(position.record());
                }
                yield watermarks.fillHole(position.record()) ? apply(event, Outcome.REPLAYED) : Outcome.DUPLICATE;
            }
            case Watermarks.Step.Gap gap -> {
                lookAgain(position, partition, gap);
                metrics.holes(position.record(), watermarks.jumpOver(position, gap));
                yield apply(event, Outcome.APPLIED);
            }
        };
    }

    private void lookAgain(Watermarks.Position position, TopicPartition partition, Watermarks.Step.Gap gap) {
        if (rewound.putIfAbsent(position.record(), true) != null) {
            return;
        }
        long furthest = Math.max(0, position.offset() - LONGEST_REWIND);
        // The offset of the watermark means nothing where the topic was made anew: what is missing may lie before it.
        long from = lookedFar.add(partition) ? furthest : Math.max(gap.mark().lastOffset() + 1, furthest);
        if (from < position.offset()) {
            metrics.gap(position.record(), gap.first());
            throw ReadAgain.fromBeforeGap(from);
        }
    }

    private Outcome apply(@Nullable EventEnvelope event, Outcome outcome) {
        if (event == null) {
            return Outcome.SKIPPED;
        }
        handler.handle(event);
        return outcome;
    }

    /** Null if the type is not of this build's contract. */
    private @Nullable EventEnvelope read(ConsumerRecord<byte[], byte[]> record, RecordIdentity identity) {
        if (record.value() == null) {
            throw new Poison(Poison.Reason.NO_VALUE, "no value", null);
        }
        return EventCodec.types().containsKey(identity.type())
                ? Bodies.read(codec, record.value(), identity)
                : null;
    }
}
