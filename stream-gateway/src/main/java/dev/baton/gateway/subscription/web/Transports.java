package dev.baton.gateway.subscription.web;

import dev.baton.gateway.subscription.StreamProperties.Transport;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;

/** How sockets are watched on this machine. */
final class Transports {
    private Transports() {}

    /** A kind of socket and what watches it. */
    record Sockets(String name, IoHandlerFactory handlers, Class<? extends ServerChannel> server) {}

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
