package dev.baton.messaging.inbox;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** How far one group is in each account of one topic. All of it runs in the transaction of the effect. */
final class Watermarks {
    // A forged or absurd sequence must not fill the table; an operator reads the alert, not ten thousand rows.
    private static final long MOST_HOLES = 10_000;

    private final JdbcClient jdbc;
    private final String group;
    private final String topic;
    private final Clock clock;

    /**
     * A record and where it was read.
     *
     * @param eventId null if the record was not read
     */
    record Position(RecordIdentity record, @Nullable UUID eventId, long offset) {}

    /** Where a record stands towards the watermark. */
    sealed interface Step {
        /** The next one; the watermark has advanced. */
        record Next() implements Step {}

        /** The first one that this group sees of the account; the watermark stands on it now. */
        record Baseline() implements Step {}

        /** Not new; it {@code conflicts} if another event had the same sequence. */
        record Repeat(boolean conflicts) implements Step {}

        /** Sequences from {@code first} up to the record are missing; the watermark has not moved. */
        record Gap(Mark mark, long first) implements Step {}
    }

    record Mark(long epoch, long lastSequence, @Nullable UUID lastEventId, long lastOffset) {}

    Watermarks(JdbcClient jdbc, String group, String topic, Clock clock) {
        this.jdbc = jdbc;
        this.group = group;
        this.topic = topic;
        this.clock = clock;
    }

    Step advance(Position position) {
        if (moveToNext(position)) {
            return new Step.Next();
        }
        Optional<Mark> mark = mark(position.record());
        if (mark.isEmpty()) {
            if (!begin(position)) {
                throw new OptimisticLockingFailureException("another consumer of the group has begun this account");
            }
            return new Step.Baseline();
        }
        return compare(position, mark.get());
    }

    /** False, and nothing has moved, unless the record is the next one or the very first of its account. */
    boolean advanceToNext(Position position) {
        return moveToNext(position)
                || (position.record().epoch() == 1 && position.record().sequence() == 1 && begin(position));
    }

    private boolean moveToNext(Position position) {
        // One conditional UPDATE, never read-then-write: of two consumers with the same record, the second waits for the
        // row and then finds it moved.
        return move(position, new Mark(position.record().epoch(), position.record().sequence() - 1, null, 0));
    }

    private Step compare(Position position, Mark mark) {
        RecordIdentity record = position.record();
        if (record.epoch() < mark.epoch()
                || (record.epoch() == mark.epoch() && record.sequence() <= mark.lastSequence())) {
            boolean sameSequence = record.epoch() == mark.epoch() && record.sequence() == mark.lastSequence();
            return new Step.Repeat(sameSequence && mark.lastEventId() != null && position.eventId() != null
                    && !mark.lastEventId().equals(position.eventId()));
        }
        // A higher epoch counts from 1 again.
        long first = record.epoch() > mark.epoch() ? 1 : mark.lastSequence() + 1;
        if (first == record.sequence()) {
            jump(position, mark);
            return new Step.Next();
        }
        return new Step.Gap(mark, first);
    }

    /** Goes on behind a gap; what is missing is remembered as holes. */
    long jumpOver(Position position, Step.Gap gap) {
        jump(position, gap.mark());
        long last = position.record().sequence() - 1;
        recordHoles(position.record(), Math.max(gap.first(), last - MOST_HOLES + 1), last, "gap");
        return last - gap.first() + 1;
    }

    private void jump(Position position, Mark from) {
        if (!move(position, from)) {
            throw new OptimisticLockingFailureException("another consumer of the group has moved the watermark");
        }
    }

    void recordHole(RecordIdentity record, String cause) {
        recordHoles(record, record.sequence(), record.sequence(), cause);
    }

    /** True if the record had been left out; its effect in this transaction makes that good. */
    boolean fillHole(RecordIdentity record) {
        return stream(jdbc.sql("""
                DELETE FROM inbox_hole WHERE account_id = :account AND group_name = :group AND topic = :topic
                    AND epoch = :epoch AND seq = :seq
                """), record).param("epoch", record.epoch()).param("seq", record.sequence()).update() == 1;
    }

    private boolean move(Position to, Mark from) {
        return stream(jdbc.sql("""
                UPDATE inbox SET epoch = :epoch, last_seq = :seq, last_event_id = :event, last_offset = :offset
                WHERE account_id = :account AND group_name = :group AND topic = :topic
                    AND epoch = :fromEpoch AND last_seq = :fromSeq
                """), to.record())
                .param("epoch", to.record().epoch())
                .param("seq", to.record().sequence())
                .param("event", to.eventId())
                .param("offset", to.offset())
                .param("fromEpoch", from.epoch())
                .param("fromSeq", from.lastSequence())
                .update() == 1;
    }

    private boolean begin(Position at) {
        return stream(jdbc.sql("""
                INSERT INTO inbox (account_id, group_name, topic, epoch, last_seq, last_event_id, last_offset)
                VALUES (:account, :group, :topic, :epoch, :seq, :event, :offset) ON CONFLICT DO NOTHING
                """), at.record())
                .param("epoch", at.record().epoch())
                .param("seq", at.record().sequence())
                .param("event", at.eventId())
                .param("offset", at.offset())
                .update() == 1;
    }

    private Optional<Mark> mark(RecordIdentity record) {
        return stream(jdbc.sql("""
                SELECT epoch, last_seq, last_event_id, last_offset FROM inbox
                WHERE account_id = :account AND group_name = :group AND topic = :topic
                """), record)
                .query((row, number) -> new Mark(row.getLong("epoch"), row.getLong("last_seq"),
                        row.getObject("last_event_id", UUID.class), row.getLong("last_offset")))
                .optional();
    }

    private void recordHoles(RecordIdentity record, long first, long last, String cause) {
        stream(jdbc.sql("""
                INSERT INTO inbox_hole (account_id, group_name, topic, epoch, seq, cause, recorded_at)
                SELECT :account, :group, :topic, :epoch, seq, :cause, :now FROM generate_series(:first, :last) seq
                ON CONFLICT DO NOTHING
                """), record)
                .param("epoch", record.epoch())
                .param("first", first)
                .param("last", last)
                .param("cause", cause)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    private StatementSpec stream(StatementSpec statement, RecordIdentity record) {
        return statement.param("account", record.account().value()).param("group", group).param("topic", topic);
    }
}
