package dev.baton.gateway.feed;

import dev.baton.events.AccountId;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;

/**
 * The events of one account that are in memory. The feed appends; any thread reads from a position. Readers share the
 * frames, so a slow one costs its position and nothing else.
 *
 * <p>One short lock guards it: reading a batch takes less than the system call that sends it.
 */
public final class AccountLog {
    /** What {@link #read} answers for a position whose frames were forgotten. */
    public static final long FORGOTTEN = -1;
    private static final int NO_PARTITION = -1;

    private final AccountId account;
    private final Ring frames = new Ring();
    // 0 until the first record of the account.
    private long epoch;
    private long sequence;
    // From here on every record of the account is in the log, shown or not: an offset of this partition.
    private int partition = NO_PARTITION;
    private long completeFromOffset;
    private long completeFromSequence;
    private int lastPartition = NO_PARTITION;
    private long lastOffset;

    AccountLog(AccountId account) {
        this.account = account;
    }

    public AccountId account() {
        return account;
    }

    /** What a record is to this account. The feed only, which alone moves the head. */
    synchronized Arrival classify(RecordPlace at) {
        return Arrival.of(epoch, sequence, at);
    }

    /**
     * Moves the head and adds the record's frames in one step: no reader sees a head whose frame is missing.
     *
     * @param scan of the account's partition, which the record need not be from when partitions were added
     */
    synchronized void accept(Arrival arrival, RecordPlace at, PartitionScan scan, List<Frame> added) {
        switch (arrival) {
            case STALE, OLD_EPOCH -> {
            }
            case FIRST -> {
                // Nothing of the account stood between the start of the scan and this record.
                completeFrom(scan, scan.from());
                head(at, at.sequence());
            }
            // With a gap, too: who was there before it is told of it at its place.
            case NEXT, GAP -> head(at, completeFromSequence);
            case NEW_EPOCH -> {
                completeFrom(scan, at.partition() == scan.number() ? at.offset() : scan.from());
                head(at, at.sequence());
            }
        }
        added.forEach(frames::add);
    }

    private void completeFrom(PartitionScan scan, long offset) {
        partition = scan.number();
        completeFromOffset = offset;
    }

    /** Partitions were added; the account had no record in its new one before, and what is read of it is complete. */
    synchronized void movedTo(PartitionScan scan) {
        if (partition != NO_PARTITION && partition != scan.number()) {
            completeFrom(scan, scan.from());
        }
    }

    private void head(RecordPlace at, long completeFrom) {
        epoch = at.epoch();
        sequence = at.sequence();
        completeFromSequence = completeFrom;
        lastPartition = at.partition();
        lastOffset = at.offset();
    }

    /** The feed only; the caller owns the frame's bytes from now on. */
    synchronized Frame removeFirst() {
        Frame frame = frames.removeFirst();
        if (frame.place().partition() == partition) {
            completeFromOffset = Math.max(completeFromOffset, frame.place().offset() + 1);
        }
        if (frame.place().epoch() == epoch) {
            completeFromSequence = Math.max(completeFromSequence, frame.place().sequence() + 1);
        }
        return frame;
    }

    /** After a loss nothing is known of the account until its next record; the marker tells its readers. */
    synchronized void lose(Frame marker, Consumer<Frame> forgotten) {
        while (!frames.isEmpty()) {
            forgotten.accept(removeFirst());
        }
        epoch = 0;
        sequence = 0;
        completeFromSequence = 0;
        // Its offset may be of another topic, or of an end that was lost.
        lastPartition = NO_PARTITION;
        frames.add(marker);
    }

    synchronized boolean isEmpty() {
        return frames.isEmpty();
    }

    /** The log goes: its account has nothing in memory any more of what it had in its partition. */
    synchronized void forgetIn(PartitionScan scan) {
        if (lastPartition == scan.number()) {
            scan.forgetBelow(lastOffset + 1);
        }
    }

    /** The cursor of a reader that stands at the end, and how far back a client could resume. */
    public synchronized Head head(UUID topicId, PartitionScan scan) {
        long oldest = frames.isEmpty() ? sequence : frames.get(frames.first()).place().sequence();
        return new Head(new Cursor(topicId, scan.number(), epoch, sequence, scan.next()), oldest, sequence,
                frames.next());
    }

    /** Finds the place of a cursor; everything that decides is looked at in one step. */
    public synchronized Place locate(Cursor cursor, UUID topicId, PartitionScan scan) {
        boolean comparable = cursor.topicId().equals(topicId) && cursor.partition() == scan.number();
        if (comparable && cursor.offset() > scan.next()) {
            return new Place.Ahead();
        }
        if (epoch == 0) {
            boolean scanned = comparable && cursor.offset() >= scan.from();
            return scanned ? unknown(cursor) : older(comparable, scan.from());
        }
        if (cursor.epoch() > epoch || (cursor.epoch() == epoch && cursor.sequence() > sequence)) {
            return new Place.Ahead();
        }
        if (cursor.epoch() != 0 && cursor.epoch() < epoch) {
            return new Place.Lost(ResyncReason.NEW_EPOCH);
        }
        boolean comparableHere = comparable && partition == scan.number();
        boolean provenByOffset = comparableHere && cursor.offset() >= completeFromOffset;
        boolean provenBySequence = cursor.epoch() == epoch && cursor.sequence() + 1 >= completeFromSequence;
        if (!provenByOffset && !provenBySequence) {
            return older(comparableHere, completeFromOffset);
        }
        if (cursor.epoch() == epoch && !provenBySequence) {
            // By its offset it has seen all before memory, by its sequence it has not: what is between is nowhere.
            return new Place.Lost(ResyncReason.GAP);
        }
        long position = frames.firstAfter(cursor);
        return new Place.At(position, frames.next() - position);
    }

    private Place unknown(Cursor cursor) {
        if (frames.isEmpty() && cursor.epoch() != 0) {
            return new Place.Unproven(frames.next());
        }
        // All that an unknown account can have in memory is the news of a loss, which may be of what the cursor misses.
        return new Place.At(frames.first(), frames.next() - frames.first());
    }

    // Offsets of another topic or partition say nothing about where to read in this one.
    private static Place older(boolean comparable, long end) {
        return comparable ? new Place.Older(end) : new Place.Lost(ResyncReason.TOO_OLD);
    }

    /**
     * Hands over the frames from a position on, at most {@code maxBytes} and at least one.
     *
     * @param batch gets the buffers, which are retained for it, and when each event happened in milliseconds since 1970
     * @return the next position, {@link #FORGOTTEN} where the frame of the position is no longer in memory
     */
    public synchronized long read(long position, int maxBytes, ObjLongConsumer<ByteBuf> batch) {
        if (position < frames.first()) {
            return FORGOTTEN;
        }
        long index = position;
        int bytes = 0;
        while (index < frames.next()) {
            Frame frame = frames.get(index);
            bytes += frame.bytes().readableBytes();
            if (bytes > maxBytes && index > position) {
                break;
            }
            // Retained under the lock: the feed may forget the frame right after.
            batch.accept(frame.bytes().retainedDuplicate(), frame.timestamp());
            index++;
        }
        return index;
    }
}
