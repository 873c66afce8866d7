package dev.baton.gateway.subscription.web;

import dev.baton.gateway.feed.AccountLog;
import dev.baton.gateway.feed.Head;
import dev.baton.gateway.feed.Resync;
import dev.baton.gateway.feed.ResyncReason;
import dev.baton.gateway.feed.SseBlock;
import dev.baton.gateway.feed.TopicScan;
import dev.baton.gateway.past.PastFrames;
import dev.baton.gateway.subscription.StreamEnd;
import dev.baton.gateway.subscription.Subscriber;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One open stream: a position in its account's log. It writes from there whenever the socket takes more, and keeps no
 * queue of its own, so a slow client costs a position and one batch. On its event loop only.
 */
// Netty tells a failed write through the pipeline, not through the future.
@SuppressWarnings("FutureReturnValueIgnored")
final class StreamConnection extends ChannelInboundHandlerAdapter {
    private static final long NOT_OPEN = -1;

    private final Channel channel;
    private final StreamLoop loop;
    private final StreamServices services;
    private final Subscriber subscriber;
    private final StreamTimes times;
    private @Nullable AccountLog log;
    private long position = NOT_OPEN;
    // What it missed and memory has no more; told first.
    private PastFrames past = new PastFrames();
    private StreamEnd end = StreamEnd.CLIENT;
    private boolean draining;
    // Whether it has had all that was there when it began.
    private boolean live;
    // Of the batch that is being written.
    private int batchBytes;
    private long batchTimestamp;

    StreamConnection(Channel channel, StreamLoop loop, StreamServices services, Subscriber subscriber) {
        this.channel = channel;
        this.loop = loop;
        this.services = services;
        this.subscriber = subscriber;
        this.times = new StreamTimes(services.properties(), subscriber.expiresAt().toEpochMilli());
    }

    Channel channel() {
        return channel;
    }

    Subscriber subscriber() {
        return subscriber;
    }

    boolean isClosed() {
        return !channel.isActive();
    }

    /** From now on it is woken when its account's log grows. */
    AccountLog register() {
        AccountLog opened = services.logs().open(subscriber.actor().accountId());
        log = opened;
        loop.add(this);
        services.metrics().opened();
        return opened;
    }

    /** Sends the head and the first block, then what is past, then everything from the position on. */
    void open(ByteBuf ready, PastFrames missed, long from) {
        past = missed;
        position = from;
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
        AccountLog from = log;
        while (from != null && position != NOT_OPEN && !draining && channel.isActive() && channel.isWritable()) {
            batchBytes = 0;
            int mostBytes = (int) services.properties().batch().toBytes();
            if (!past.isEmpty()) {
                past.read(mostBytes, this::write);
                sendBatch();
                continue;
            }
            long next = from.read(position, mostBytes, this::write);
            if (next == AccountLog.FORGOTTEN) {
                resync(from);
            } else if (next == position) {
                live = true;
                return;
            } else {
                position = next;
                sendBatch();
            }
        }
    }

    /** Right after {@link #pump}: whether all that is in the log was handed to the socket. */
    boolean hasAll() {
        return live && !draining && channel.isActive() && channel.isWritable();
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

    // The client was so slow that what it should get next is forgotten.
    private void resync(AccountLog from) {
        TopicScan topic = services.logs().topic();
        if (topic != null) {
            Head head = from.head(topic.topicId(), topic.of(from.account()));
            position = head.position();
            services.metrics().resync(ResyncReason.TOO_SLOW.wireName());
            tell(Resync.block(ResyncReason.TOO_SLOW, head, head.cursor().encode(from.account())));
        }
    }

    /** Looks at what time brings; the loop calls it about once a second. */
    void tick(long now) {
        switch (times.due(now, StreamTimes.Outbound.of(channel))) {
            case NOTHING -> {
            }
            case EXPIRED -> close(StreamEnd.EXPIRED);
            case STALLED -> {
                // A reset, because a client that does not read would not see an orderly end either.
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
                close(StreamEnd.STALLED);
            }
            case EXPIRY_WARNING -> tell(services.blocks()
                    .tokenExpiring(
                            Duration.ofMillis(subscriber.expiresAt().toEpochMilli() - now)));
            case CURSOR -> freshCursor(now);
            case HEARTBEAT -> tell(SseBlock.heartbeat());
        }
    }

    private void freshCursor(long now) {
        TopicScan topic = services.logs().topic();
        AccountLog from = log;
        if (from != null && topic != null) {
            Head head = from.head(topic.topicId(), topic.of(from.account()));
            // Only one who has been sent everything may be told that they have seen everything.
            if (head.position() == position && past.isEmpty()) {
                times.sentEventAt(now);
                tell(services.blocks().cursor(head.cursor().encode(from.account())));
            }
        }
    }

    /** Tells the client to go elsewhere; the stream ends a moment later, by {@link #close}. */
    void drain() {
        draining = true;
        if (position != NOT_OPEN) {
            tell(services.blocks().drain());
        }
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
    public void channelInactive(ChannelHandlerContext ctx) {
        past.release();
        AccountLog opened = log;
        if (opened != null) {
            log = null;
            loop.remove(this);
            services.logs().close(opened);
            services.metrics().ended(end);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        close(StreamEnd.ERROR);
    }
}
