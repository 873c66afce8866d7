package dev.baton.gateway.subscription.web;

import dev.baton.gateway.feed.AccountLog;
import dev.baton.gateway.feed.AccountLogs;
import dev.baton.gateway.feed.Cursor;
import dev.baton.gateway.feed.Head;
import dev.baton.gateway.feed.Place;
import dev.baton.gateway.feed.Resync;
import dev.baton.gateway.feed.ResyncReason;
import dev.baton.gateway.feed.TopicScan;
import dev.baton.gateway.past.PastFrames;
import io.netty.buffer.ByteBuf;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What one stream has still to tell: what its client missed and memory has no more, then its account's log from a
 * position on. On the stream's event loop only.
 *
 * <p>Where nothing is known of the account yet, what the client has seen stays with its stream, because the log takes
 * whatever comes first: a repeat, the record after a gap, or one of another epoch.
 */
final class Reading {
    private final AccountLogs logs;
    private final AccountLog log;
    // Gone once it was told; most streams never had any.
    private @Nullable PastFrames past;
    private long position;
    private @Nullable Cursor unproven;

    /** What a read brought. */
    sealed interface Next {
        /** Blocks, or none as all were told. */
        enum Told implements Next {
            SOME,
            ALL
        }

        /**
         * What came next cannot be told; the next read goes on after all that is there.
         *
         * @param news for the client, which is to be written
         */
        record Lost(ResyncReason reason, ByteBuf news) implements Next {}
    }

    private Reading(AccountLogs logs, AccountLog log, PastFrames past, long position, @Nullable Cursor unproven) {
        this.logs = logs;
        this.log = log;
        this.past = past.isEmpty() ? null : past;
        this.position = position;
        this.unproven = unproven;
    }

    /** @param past is released by this from now on */
    static Reading from(long position, AccountLogs logs, AccountLog log, PastFrames past) {
        return new Reading(logs, log, past, position, null);
    }

    /** @param cursor of what its client has seen, of which the log knows nothing */
    static Reading unproven(Cursor cursor, long position, AccountLogs logs, AccountLog log, PastFrames past) {
        return new Reading(logs, log, past, position, cursor);
    }

    /** Hands over what is next, at most {@code maxBytes} and at least one block, each with the time of its event. */
    Next read(int maxBytes, ObjLongConsumer<ByteBuf> batch) {
        PastFrames missed = past;
        if (missed != null) {
            missed.read(maxBytes, batch);
            past = missed.isEmpty() ? null : missed;
            return Next.Told.SOME;
        }
        Cursor seen = unproven;
        if (seen != null) {
            Optional<ResyncReason> lost = prove(seen, head());
            if (lost.isPresent()) {
                return skip(lost.get());
            }
        }
        long next = unproven == null ? log.read(position, maxBytes, batch) : position;
        if (next == AccountLog.FORGOTTEN) {
            return skip(ResyncReason.TOO_SLOW);
        }
        boolean none = next == position;
        position = next;
        return none ? Next.Told.ALL : Next.Told.SOME;
    }

    private Optional<ResyncReason> prove(Cursor seen, Head head) {
        if (head.cursor().epoch() == 0) {
            if (head.position() != position) {
                // Only the news of a loss comes to an account of which nothing is known, and then all are equal.
                unproven = null;
            }
            return Optional.empty();
        }
        TopicScan topic = topic();
        switch (log.locate(seen, topic.topicId(), topic.of(log.account()))) {
            case Place.At(long at, long replayed) -> {
                position = at;
                unproven = null;
            }
            // Repeats of what it has seen, so far.
            case Place.Ahead seenMore -> position = head.position();
            case Place.Unproven nothing -> position = head.position();
            case Place.Older forgotten -> {
                return Optional.of(ResyncReason.TOO_SLOW);
            }
            case Place.Lost(ResyncReason reason) -> {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }

    private Next skip(ResyncReason reason) {
        Head head = head();
        position = head.position();
        unproven = null;
        return new Next.Lost(reason, Resync.block(reason, head, head.cursor().encode(log.account())));
    }

    /** The {@code id:} of a client that has been sent everything; only such a one has seen everything. */
    Optional<String> cursor() {
        Head head = head();
        if (past != null || head.position() != position) {
            return Optional.empty();
        }
        Cursor seen = unproven;
        Cursor here = head.cursor();
        if (seen == null) {
            return Optional.of(here.encode(log.account()));
        }
        // Nothing came, so what its client has seen is still the last of it.
        return here.epoch() == 0
                ? Optional.of(new Cursor(here.topicId(), here.partition(), seen.epoch(), seen.sequence(),
                        here.offset()).encode(log.account()))
                : Optional.empty();
    }

    private Head head() {
        TopicScan topic = topic();
        return log.head(topic.topicId(), topic.of(log.account()));
    }

    private TopicScan topic() {
        return Objects.requireNonNull(logs.topic());
    }

    void release() {
        PastFrames untold = past;
        if (untold != null) {
            untold.release();
        }
    }
}
