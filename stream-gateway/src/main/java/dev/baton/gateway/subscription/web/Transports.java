package dev.baton.gateway.subscription.web;

import dev.baton.gateway.subscription.StreamProperties.Transport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How sockets are watched on this machine, and by whom. */
final class Transports {
    private static final Duration END = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private Transports() {}

    /** A kind of socket and what watches it. */
    record Sockets(String name, IoHandlerFactory handlers, Class<? extends ServerChannel> server) {
        /**
         * Ends connections whose peer has acknowledged nothing for so long (RFC 5482). Without it a peer that is gone
         * holds its place until TCP has sent the same a dozen times, about 15 minutes. NIO has no such option.
         */
        void giveUpAfter(ServerBootstrap bootstrap, Duration silence) {
            if (server.equals(EpollServerSocketChannel.class)) {
                bootstrap.childOption(EpollChannelOption.TCP_USER_TIMEOUT, (int) silence.toMillis());
            }
        }
    }

    /**
     * The threads of a port.
     *
     * @param accepting one that does nothing else (docs/adr/0011)
     * @param serving the event loops
     */
    record Threads(EventLoopGroup accepting, EventLoopGroup serving) {
        static Threads start(Sockets sockets, int eventLoops) {
            return new Threads(group(1, "accept-streams", sockets), group(eventLoops, "stream", sockets));
        }

        private static EventLoopGroup group(int threads, String name, Sockets sockets) {
            return new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory(name, true), sockets.handlers());
        }

        /** Ends all connections, too. */
        void end() {
            List<Future<?>> ends = List.of(end(accepting), end(serving));
            ends.forEach(each -> each.awaitUninterruptibly(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        }

        private static Future<?> end(EventLoopGroup group) {
            return group.shutdownGracefully(0, END.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    static Sockets choose(Transport wanted) {
        return switch (wanted) {
            case EPOLL -> Epoll.isAvailable()
                    ? new Sockets("epoll", EpollIoHandler.newFactory(), EpollServerSocketChannel.class)
                    : nio();
            case NIO -> nio();
        };
    }

    private static Sockets nio() {
        return new Sockets("nio", NioIoHandler.newFactory(), NioServerSocketChannel.class);
    }
}
