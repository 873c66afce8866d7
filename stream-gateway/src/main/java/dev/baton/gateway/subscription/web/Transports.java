package dev.baton.gateway.subscription.web;

import dev.baton.gateway.subscription.StreamProperties.Transport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.time.Duration;

/** How sockets are watched on this machine. */
final class Transports {
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
