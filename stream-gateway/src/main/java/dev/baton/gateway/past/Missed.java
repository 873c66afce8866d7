package dev.baton.gateway.past;

import dev.baton.events.AccountId;
import dev.baton.gateway.feed.Arrival;
import dev.baton.gateway.feed.Cursor;
import dev.baton.gateway.feed.FeedRecord;
import dev.baton.gateway.feed.RecordPlace;
import dev.baton.gateway.feed.ResyncReason;
import dev.baton.gateway.past.PastEvents.Answer;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What one client missed: its account's events from its cursor up to where memory is complete. The reading thread fills
 * it record by record; by (epoch, sequence) it knows a repeat, a gap and a raised epoch as the feed does.
 */
public final class Missed {
    private final AccountId account;
    private final Cursor from;
    private final long end;
    private final BooleanSupplier wanted;
    private final Consumer<Answer> answer;
    private final PastFrames frames = new PastFrames();
    private long epoch;
    private long sequence;
    private long next;
    private long recordsBefore;
    private long bytesBefore;
    private boolean answered;

    /**
     * @param from an offset of the topic that is read now
     * @param end the offset from which on memory has all events of the account
     * @param wanted whether somebody still waits for it; any thread
     * @param answer called once
     */
    public Missed(AccountId account, Cursor from, long end, BooleanSupplier wanted, Consumer<Answer> answer) {
        this.account = account;
        this.from = from;
        this.end = end;
        this.wanted = wanted;
        this.answer = answer;
        this.epoch = from.epoch();
        this.sequence = from.sequence();
        this.next = from.offset();
    }

    public AccountId account() {
        return account;
    }

    public Cursor from() {
        return from;
    }

    /** It goes on where an earlier reading for the same client ended, which counts against the same bounds. */
    public Missed after(long records, long bytes) {
        recordsBefore = records;
        bytesBefore = bytes;
        return this;
    }

    /** Records of all accounts that have to be read for its client, at most. */
    public long records() {
        return recordsBefore + end - from.offset();
    }

    /** The first offset that was not read for it yet. */
    public long next() {
        return next;
    }

    /** Whether it is neither answered nor given up by its client. */
    public boolean isWaiting() {
        return !answered && wanted.getAsBoolean();
    }

    /** Whether a reading that goes on at this offset brings what it needs next. */
    public boolean goesOnAt(long offset) {
        return next >= offset && next < end;
    }

    /** Whether the record stands between its cursor and memory. */
    public boolean spans(long offset) {
        return offset >= next && offset < end;
    }

    /** Whether the account's next record from here is one that its client gets; a gap and the like end it. */
    public boolean takes(FeedRecord event) {
        return switch (arrive(event.place())) {
            case FIRST, NEXT -> event.isShown();
            case STALE, OLD_EPOCH -> false;
            case GAP -> lose(ResyncReason.GAP);
            case NEW_EPOCH -> lose(ResyncReason.NEW_EPOCH);
        };
    }

    private Arrival arrive(RecordPlace at) {
        Arrival arrival = Arrival.of(epoch, sequence, at);
        if (arrival == Arrival.FIRST || arrival == Arrival.NEXT) {
            epoch = at.epoch();
            sequence = at.sequence();
        }
        return arrival;
    }

    /**
     * Whether its client may get this besides.
     *
     * @param maxBytes of all that its client missed
     */
    public boolean hasRoomFor(ByteBuf block, long maxBytes) {
        return bytesBefore + frames.bytes() + block.readableBytes() <= maxBytes;
    }

    /**
     * Adds what its client gets.
     *
     * @param block retained for it here; the caller keeps its own count
     */
    public void add(ByteBuf block, long timestamp) {
        frames.add(block.retainedDuplicate(), timestamp);
    }

    /** All records below the offset were offered to it. */
    public void reached(long offset) {
        next = Math.max(next, offset);
        if (!answered && next >= end) {
            answered = true;
            tell(new Answer.Told(frames, new Cursor(from.topicId(), from.partition(), epoch, sequence, end)));
        }
    }

    /**
     * It cannot be told.
     *
     * @return false, as nothing more of it is taken
     */
    public boolean lose(ResyncReason reason) {
        if (!answered) {
            drop();
            tell(new Answer.Lost(reason));
        }
        return false;
    }

    /** Nobody waits for it any more; what was answered belongs to the one who asked. */
    public void drop() {
        if (!answered) {
            answered = true;
            frames.release();
        }
    }

    private void tell(Answer told) {
        try {
            answer.accept(told);
        } catch (RejectedExecutionException streamsHaveEnded) {
            frames.release();
        } catch (Throwable untold) {
            frames.release();
            throw untold;
        }
    }
}
