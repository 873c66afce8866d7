package dev.baton.gateway.subscription.web;

import dev.baton.gateway.feed.AccountLog;
import dev.baton.gateway.feed.ResyncReason;
import dev.baton.gateway.feed.SseBlock;
import dev.baton.gateway.subscription.Seats;
import dev.baton.gateway.subscription.StreamEnd;
import dev.baton.gateway.subscription.Subscriber;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * One open stream: it writes what its {@link Reading} has whenever the socket takes more, and keeps no queue of its
 * own, so a slow client costs a position and one batch. On its event loop only.
 */
// Netty tells a failed write through the pipeline, not through the future.
@SuppressWarnings("FutureReturnValueIgnored")
final class StreamConnection extends ChannelInboundHandlerAdapter implements Seats.Sitter, ChannelFutureListener {
    static final int NOT_LISTED = -1;

    private final Channel channel;
    private final StreamLoop loop;
    private final StreamServices services;
    private final Subscriber subscriber;
    private final StreamTimes times;
    // A byte: with an int the object takes eight more.
    private final byte slice;
    private @Nullable AccountLog log;
    // From when it is open.
    private @Nullable Reading reading;
    private StreamEnd end = StreamEnd.CLIENT;
    // It was told that it ends; nothing is told after that. Whoever reads for it from Kafka asks as well.
    private volatile boolean leaving;
    // Whether it has had all that was there when it began.
    private boolean live;
    // Among its account's streams of this loop.
    private int index = NOT_LISTED;
    // Of the batch that is being written.
    private int batchBytes;
    private long batchTimestamp;

    StreamConnection(Channel channel, StreamLoop loop, StreamServices services, Subscriber subscriber) {
        this.channel = channel;
        this.loop = loop;
        this.services = services;
        this.subscriber = subscriber;
        this.times = new StreamTimes(services.properties(), subscriber.expiresAtMillis());
        this.slice = (byte) loop.takeSlice();
    }

    Channel channel() {
        return channel;
    }

    @Override
    public Subscriber subscriber() {
        return subscriber;
    }

    @Override
    public void evict() {
        channel.eventLoop().execute(() -> loop.end(this, StreamEnd.EVICTED));
    }

    /** It has a place, and gives it back when its connection ends, or now where it has ended. */
    void seated() {
        channel.closeFuture().addListener(this);
    }

    @Override
    public void operationComplete(ChannelFuture closed) {
        services.seats().leave(this);
    }

    int index() {
        return index;
    }

    void index(int place) {
        index = place;
    }

    boolean isListed() {
        return index != NOT_LISTED;
    }

    /** When in a second its loop looks at it. */
    int slice() {
        return slice;
    }

    boolean isClosed() {
        return leaving || !channel.isActive();
    }

    /** From now on it is woken when its account's log grows. */
    AccountLog register() {
        AccountLog opened = services.logs().open(subscriber.account());
        log = opened;
        loop.add(this);
        services.metrics().opened();
        return opened;
    }

    /** Sends the head and the first block, then everything that is there to read, which it releases in the end. */
    void open(ByteBuf ready, Reading from) {
        reading = from;
        channel.write(ResponseHeads.stream(), channel.voidPromise());
        tell(ready);
        times.openedAt(services.clock().millis());
        pump();
    }

    void tell(ByteBuf block) {
        channel.writeAndFlush(block, channel.voidPromise());
        times.wroteAt(services.clock().millis());
    }

    /** Writes until the socket takes no more or the log has no more: one system call for each batch. */
    void pump() {
        Reading from = reading;
        while (from != null && !leaving && channel.isActive() && channel.isWritable()) {
            batchBytes = 0;
            switch (from.read((int) services.properties().batch().toBytes(), this::write)) {
                case Reading.Next.Told.SOME -> sendBatch();
                case Reading.Next.Told.ALL -> {
                    live = true;
                    return;
                }
                case Reading.Next.Lost(ResyncReason reason, ByteBuf news) -> {
                    services.metrics().resync(reason.wireName());
                    tell(news);
                }
            }
        }
    }

    /** Right after {@link #pump}: whether all that is in the log was handed to the socket. */
    boolean hasAll() {
        return live && !leaving && channel.isActive() && channel.isWritable();
    }

    private void sendBatch() {
        long now = services.clock().millis();
        times.sentEventAt(now);
        services.metrics().wrote(batchBytes);
        if (live) {
            services.metrics().told(now - batchTimestamp);
        }
        // Last: it may make the socket writable again, and so pump from within.
        channel.flush();
    }

    private void write(ByteBuf bytes, long timestamp) {
        batchBytes += bytes.readableBytes();
        batchTimestamp = timestamp;
        channel.write(bytes, channel.voidPromise());
    }

    /** Looks at what time brings; the loop calls it about once a second. */
    void tick(long now) {
        if (leaving) {
            return;
        }
        switch (times.due(now, StreamTimes.Outbound.of(channel))) {
            case NOTHING -> {
            }
            case EXPIRED -> close(StreamEnd.EXPIRED);
            case STALLED -> {
                // A reset, because a client that does not read would not see an orderly end either.
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
                close(StreamEnd.STALLED);
            }
            case EXPIRY_WARNING -> tell(services.blocks().tokenExpiring(times.untilExpiry(now)));
            case CURSOR -> freshCursor(now);
            case HEARTBEAT -> tell(SseBlock.heartbeat());
        }
    }

    private void freshCursor(long now) {
        // What came meanwhile and is not shown may prove more than it did before.
        pump();
        Reading from = reading;
        if (from != null) {
            from.cursor().ifPresent(cursor -> {
                times.sentEventAt(now);
                tell(services.blocks().cursor(cursor));
            });
        }
    }

    /** Says why it ends; that follows a moment later, by {@link #close}. */
    void announce(ByteBuf lastWord, StreamEnd reason) {
        leaving = true;
        // Now, because a client that obeys may be faster.
        end = reason;
        if (reading == null) {
            channel.write(ResponseHeads.stream(), channel.voidPromise());
        }
        tell(lastWord);
    }

    /** Ends without the chunk that would say that the response is complete: some clients take that as final. */
    void close(StreamEnd reason) {
        end = reason;
        channel.close();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        pump();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        // Whatever a client sends after its request means nothing here.
        ReferenceCountUtil.release(message);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        loop.arrives(this);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        Reading last = reading;
        if (last != null) {
            last.release();
        }
        loop.remove(this);
        AccountLog opened = log;
        if (opened != null) {
            log = null;
            services.logs().close(opened);
            services.metrics().ended(end);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        close(StreamEnd.ERROR);
    }
}
