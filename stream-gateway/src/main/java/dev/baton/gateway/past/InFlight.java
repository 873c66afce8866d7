package dev.baton.gateway.past;

import dev.baton.events.AccountId;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The blocks that were read again and are not yet written to their clients: the bytes once whoever waits for them, and
 * what each holder takes beside them. An account has at most its share, so that its clients, however slowly they read,
 * leave room for those of others. The reading thread only; others may look at the sum, which is of the last count.
 */
public final class InFlight {
    /** What a holder's own buffer and its place in a client's queue take, roughly. */
    static final long HOLDER_BYTES = 100;

    private static final int SHARES = 8;

    private final long maxBytes;
    private final long maxAccountBytes;
    private final Map<AccountId, Share> shares = new HashMap<>();
    private volatile long bytes;

    private static final class Share {
        final List<ByteBuf> blocks = new ArrayList<>();
        long bytes;

        // This block, and none that has the same bytes.
        @SuppressWarnings("ReferenceEquality")
        boolean endsWith(ByteBuf block) {
            return !blocks.isEmpty() && blocks.getLast() == block;
        }

        long count() {
            blocks.removeIf(block -> block.refCnt() == 0);
            bytes = blocks.stream().mapToLong(block -> block.capacity() + HOLDER_BYTES * block.refCnt()).sum();
            return bytes;
        }
    }

    public InFlight(PastProperties properties) {
        maxBytes = properties.maxSize().toBytes();
        maxAccountBytes = Math.max(maxBytes / SHARES, properties.maxStreamSize().toBytes());
    }

    /**
     * Whether there is room for one more who holds the block, which is counted then until its last holder has released
     * it. All holders of a block are asked for before the account's next one.
     */
    public boolean admits(AccountId account, ByteBuf block) {
        Share share = shares.get(account);
        long more = HOLDER_BYTES + (share != null && share.endsWith(block) ? 0 : block.capacity());
        if (!fits(share, more)) {
            count();
            share = shares.get(account);
        }
        if (!fits(share, more)) {
            return false;
        }
        add(shares.computeIfAbsent(account, first -> new Share()), block, more);
        return true;
    }

    private boolean fits(@Nullable Share share, long more) {
        return bytes + more <= maxBytes && (share == null ? 0 : share.bytes) + more <= maxAccountBytes;
    }

    private void add(Share share, ByteBuf block, long more) {
        if (!share.endsWith(block)) {
            share.blocks.add(block);
        }
        share.bytes += more;
        long sum = bytes + more;
        bytes = sum;
    }

    /** Lets go of what was written in the meantime. */
    public void count() {
        if (!shares.isEmpty()) {
            bytes = shares.values().stream().mapToLong(Share::count).sum();
            shares.values().removeIf(share -> share.blocks.isEmpty());
        }
    }

    public long bytes() {
        return bytes;
    }
}
