package dev.baton.gateway.subscription.web;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The threads of the port of streams.
 *
 * @param accepting one that does nothing else. Where it also served streams, the kernel's queue ran full when everybody came
 *     at once, and whom the kernel drops comes again after one second, then after two more
 * @param serving the event loops
 */
record StreamThreads(EventLoopGroup accepting, EventLoopGroup serving) {
    private static final long END_SECONDS = 1;
    private static final long PATIENCE_SECONDS = 2;

    static StreamThreads start(IoHandlerFactory handlers, int eventLoops) {
        return new StreamThreads(group(1, "accept-streams", handlers), group(eventLoops, "stream", handlers));
    }

    private static EventLoopGroup group(int threads, String name, IoHandlerFactory handlers) {
        return new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory(name, true), handlers);
    }

    /** Ends all connections, too. */
    void end() {
        List<Future<?>> ends = List.of(end(accepting), end(serving));
        ends.forEach(each -> each.awaitUninterruptibly(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    private static Future<?> end(EventLoopGroup group) {
        return group.shutdownGracefully(0, END_SECONDS, TimeUnit.SECONDS);
    }
}
