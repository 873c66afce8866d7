package dev.baton.gateway.subscription.web;

import dev.baton.events.UserId;
import dev.baton.gateway.feed.AccountLogs;
import dev.baton.gateway.feed.Directory;
import dev.baton.gateway.past.PastEvents;
import dev.baton.gateway.subscription.Admissions;
import dev.baton.gateway.subscription.Seats;
import dev.baton.gateway.subscription.StreamMetrics;
import dev.baton.gateway.subscription.StreamProperties;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
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
    // What a client does not take is seen here first, and the stream ends with a reason.
    private static final Duration STALL_SEEN = Duration.ofSeconds(5);
    private static final WriteBufferWaterMark WATER_MARKS = new WriteBufferWaterMark(8 * 1024, 32 * 1024);

    // A stream reads one request, then next to nothing: one that learns from what came took 90 bytes of the heap for each.
    private static final RecvByteBufAllocator REQUEST_BUFFERS = new FixedRecvByteBufAllocator(4 * 1024);

    private final StreamServices services;
    private final Transports.Sockets sockets;
    private final Directory directory;
    private final Drain drain;
    private final Map<EventExecutor, StreamLoop> loops = new HashMap<>();
    private Transports.@Nullable Threads threads;
    // After all else of a start, so that who sees it sees the loops.
    private volatile @Nullable Channel listening;

    StreamServer(AccountLogs logs, PastEvents past, Admissions admissions, Seats seats, StreamProperties properties,
            StreamMetrics metrics, Directory directory, RandomGenerator random, Clock clock,
            ApplicationEventPublisher events) {
        this.services = new StreamServices(logs, past, admissions, seats, properties, metrics,
                new ControlBlocks(properties, random), new StreamCookie(properties.secureCookie()), clock);
        this.directory = directory;
        this.drain = new Drain(services, new DrainPlan(properties.drainWindow(), random), events);
        this.sockets = Transports.choose(properties.transport());
    }

    @Override
    public void start() {
        Transports.Threads started = Transports.Threads.start(sockets, services.properties().eventLoops());
        for (EventExecutor executor : started.serving()) {
            loops.put(executor, new StreamLoop((EventLoop) executor, services));
        }
        services.logs().listen((accounts, spans) -> loops.values().forEach(loop -> loop.grown(accounts, spans)));
        directory.listen(this::personChanged);
        ChannelFuture bound = bind(started, sockets.server());
        if (!bound.isSuccess()) {
            started.end();
            throw new IllegalStateException("streams cannot be served on " + address(), bound.cause());
        }
        threads = started;
        listening = bound.channel();
        log.atInfo().addKeyValue("port", port()).addKeyValue("transport", sockets.name()).log("streams are served");
    }

    private void personChanged(UserId user) {
        if (!services.admissions().mayListen(user)) {
            loops.values().forEach(loop -> loop.revoke(user));
        }
    }

    private ChannelFuture bind(Transports.Threads started, Class<? extends ServerChannel> type) {
        ServerBootstrap bootstrap = new ServerBootstrap();
        sockets.giveUpAfter(bootstrap, services.properties().stall().plus(STALL_SEEN));
        return bootstrap.group(started.accepting(), started.serving())
                .channel(type)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.SO_SNDBUF, (int) services.properties().sendBuffer().toBytes())
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARKS)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, REQUEST_BUFFERS)
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
                .awaitUninterruptibly();
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

    /**
     * Leads all streams to other replicas, over the window; who comes nevertheless is told to go there. The first call
     * begins it and returns at once, as all others do. Before the server listens there is nothing to lead away, and it
     * does nothing.
     */
    public void drain() {
        if (isRunning()) {
            drain.begin(loops.values());
        }
    }

    String drainState() {
        return isRunning() || drain.hasBegun() ? drain.state() : "starting";
    }

    @Override
    public void stop() {
        Channel open = listening;
        Transports.Threads running = threads;
        if (open == null || running == null) {
            return;
        }
        drain();
        drain.await();
        listening = null;
        // Last: while it stands, nobody who comes is refused.
        open.close().syncUninterruptibly();
        running.end();
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
