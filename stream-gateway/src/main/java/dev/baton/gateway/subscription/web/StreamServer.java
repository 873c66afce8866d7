package dev.baton.gateway.subscription.web;

import dev.baton.events.UserId;
import dev.baton.gateway.feed.AccountLogs;
import dev.baton.gateway.feed.Directory;
import dev.baton.gateway.past.PastEvents;
import dev.baton.gateway.subscription.Admissions;
import dev.baton.gateway.subscription.StreamMetrics;
import dev.baton.gateway.subscription.StreamProperties;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Serves the streams on a port of its own, beside the server of REST and console: a stream costs kilobytes here, a
 * hundred there (docs/adr/0003). Stopping drains.
 */
@Component
public class StreamServer implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(StreamServer.class);
    private static final int BACKLOG = 4096;
    // A token is about 1 KB; a garbage cursor of 10 KB must still reach the code that answers with a resync.
    private static final int MAX_LINE_BYTES = 16 * 1024;
    private static final int MAX_HEADER_BYTES = 32 * 1024;
    private static final WriteBufferWaterMark WATER_MARKS = new WriteBufferWaterMark(8 * 1024, 32 * 1024);

    private final StreamServices services;
    private final Transports.Sockets sockets;
    private final Directory directory;
    private final Map<EventExecutor, StreamLoop> loops = new HashMap<>();
    private @Nullable EventLoopGroup group;
    private @Nullable Channel listening;

    StreamServer(AccountLogs logs, PastEvents past, Admissions admissions, StreamProperties properties,
            StreamMetrics metrics, Directory directory, RandomGenerator random,
            Clock clock) {
        this.services = new StreamServices(logs, past, admissions, properties, metrics,
                new ControlBlocks(properties, random), clock);
        this.directory = directory;
        this.sockets = Transports.choose(properties.transport());
    }

    @Override
    public void start() {
        group = new MultiThreadIoEventLoopGroup(services.properties().eventLoops(),
                new DefaultThreadFactory("stream", true), sockets.handlers());
        for (EventExecutor executor : group) {
            loops.put(executor, new StreamLoop((EventLoop) executor, services.clock()));
        }
        services.logs().listen((accounts, spans) -> loops.values().forEach(loop -> loop.grown(accounts, spans)));
        directory.listen(this::personChanged);
        listening = bind(group, sockets.server());
        log.atInfo().addKeyValue("port", port()).addKeyValue("transport", sockets.name()).log("streams are served");
    }

    private void personChanged(UserId user) {
        if (!services.admissions().mayListen(user)) {
            loops.values().forEach(loop -> loop.revoke(user));
        }
    }

    private Channel bind(EventLoopGroup threads, Class<? extends ServerChannel> type) {
        return new ServerBootstrap().group(threads)
                .channel(type)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.SO_SNDBUF, (int) services.properties().sendBuffer().toBytes())
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARKS)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel socket) {
                        StreamLoop loop = Objects.requireNonNull(loops.get(socket.eventLoop()));
                        socket.pipeline()
                                .addLast(new HttpRequestDecoder(new HttpDecoderConfig()
                                        .setMaxInitialLineLength(MAX_LINE_BYTES)
                                        .setMaxHeaderSize(MAX_HEADER_BYTES)))
                                .addLast(new StreamRequestHandler(services, loop));
                    }
                })
                .bind(address())
                .syncUninterruptibly()
                .channel();
    }

    private InetSocketAddress address() {
        StreamProperties wanted = services.properties();
        return wanted.address().isEmpty()
                ? new InetSocketAddress(wanted.port())
                : new InetSocketAddress(wanted.address(), wanted.port());
    }

    /** The port that it listens on. */
    public int port() {
        Channel open = listening;
        return open == null ? services.properties().port() : ((InetSocketAddress) open.localAddress()).getPort();
    }

    @Override
    public void stop() {
        Channel open = listening;
        EventLoopGroup threads = group;
        listening = null;
        if (open == null || threads == null) {
            return;
        }
        // First, so that clients that come back at once reach another replica.
        open.close().syncUninterruptibly();
        CountDownLatch drained = new CountDownLatch(loops.size());
        loops.values().forEach(loop -> loop.drain(services.properties().retry().drainPause(), drained::countDown));
        try {
            if (!drained.await(services.properties().retry().drainPause().toMillis() + 5_000, TimeUnit.MILLISECONDS)) {
                log.atWarn().log("not all streams could be drained");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }

    @Override
    public boolean isRunning() {
        return listening != null;
    }

    /** Stopped before the web server begins its graceful end, which waits for requests that never end by themselves. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 50;
    }
}
