package dev.baton.gateway.subscription.web;

import dev.baton.gateway.subscription.StreamProperties;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import java.time.Duration;

/** What time brings to one stream: heartbeats, a fresh cursor, the end of its token, the end of patience. */
final class StreamTimes {
    private final StreamProperties properties;
    private final long expiresAt;
    private long lastWrite;
    private long lastEvent;
    private long stalledSince;
    private Outbound seen = Outbound.NONE;
    private boolean warned;
    private boolean opened;

    StreamTimes(StreamProperties properties, long expiresAtMillis) {
        this.properties = properties;
        this.expiresAt = expiresAtMillis;
    }

    enum Due {
        NOTHING,
        EXPIRED,
        STALLED,
        EXPIRY_WARNING,
        CURSOR,
        HEARTBEAT
    }

    /** What waits for the socket: the same twice means that nothing was taken in between. */
    record Outbound(long bytes, long progress) {
        static final Outbound NONE = new Outbound(0, 0);

        static Outbound of(Channel channel) {
            ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
            return buffer == null || buffer.isEmpty()
                    ? NONE
                    : new Outbound(buffer.totalPendingWriteBytes(), buffer.currentProgress());
        }
    }

    void openedAt(long now) {
        opened = true;
        // Streams that opened together do not beat together: the first beat comes up to half an interval early.
        long interval = properties.heartbeat().toMillis();
        lastWrite = now - Math.floorMod(System.identityHashCode(this), Math.max(1, interval / 2));
        lastEvent = now;
    }

    Duration untilExpiry(long now) {
        return Duration.ofMillis(expiresAt - now);
    }

    void wroteAt(long now) {
        lastWrite = now;
    }

    void sentEventAt(long now) {
        lastWrite = now;
        lastEvent = now;
    }

    Due due(long now, Outbound outbound) {
        if (now >= expiresAt) {
            return Due.EXPIRED;
        }
        if (!opened) {
            return Due.NOTHING;
        }
        // Nothing is added for a client that has not taken what it was sent.
        if (!outbound.equals(Outbound.NONE)) {
            return stalled(now, outbound) ? Due.STALLED : Due.NOTHING;
        }
        seen = Outbound.NONE;
        if (!warned && now >= expiresAt - properties.expiryWarning().toMillis()) {
            warned = true;
            return Due.EXPIRY_WARNING;
        }
        if (now - lastEvent >= properties.idleCursor().toMillis()) {
            return Due.CURSOR;
        }
        return now - lastWrite >= properties.heartbeat().toMillis() ? Due.HEARTBEAT : Due.NOTHING;
    }

    private boolean stalled(long now, Outbound outbound) {
        if (!outbound.equals(seen)) {
            seen = outbound;
            stalledSince = now;
        }
        return now - stalledSince >= properties.stall().toMillis();
    }
}
