package dev.baton.gateway.past;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes that were read again and are not yet written to their clients, each block once whoever waits for it. The
 * reading thread only; others may look at the sum, which is of the last count.
 */
public final class InFlight {
    private final long maxBytes;
    private final List<ByteBuf> blocks = new ArrayList<>();
    private volatile long bytes;

    public InFlight(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Whether there is room for the block, which is counted then until its last holder has released it. */
    public boolean admits(ByteBuf block) {
        int size = block.capacity();
        if (bytes + size > maxBytes) {
            count();
        }
        if (bytes + size > maxBytes) {
            return false;
        }
        blocks.add(block);
        long sum = bytes + size;
        bytes = sum;
        return true;
    }

    /** Lets go of what was written in the meantime. */
    public void count() {
        if (!blocks.isEmpty()) {
            blocks.removeIf(block -> block.refCnt() == 0);
            bytes = blocks.stream().mapToLong(ByteBuf::capacity).sum();
        }
    }

    public long bytes() {
        return bytes;
    }
}
