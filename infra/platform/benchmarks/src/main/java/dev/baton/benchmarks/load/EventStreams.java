package dev.baton.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Many open streams of the gateway, read by one thread. Whatever a healthy stream does not do, as ending or asking for
 * another start, is a failure of all: what was measured meanwhile is not what was asked for.
 */
public final class EventStreams implements AutoCloseable {
    private static final String PATH = "/api/v1/ai-sessions/escalations/stream";
    private static final String OK = "HTTP/1.1 200 ";
    private static final String READY = "ready";
    // Of a stream on which nothing happens.
    private static final String FRESH_CURSOR = "cursor";
    private static final Set<String> TROUBLE = Set.of("busy", "resync", "drain", "evicted", "token_expiring");
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long LOOK_MILLIS = 50;
    private static final int BUFFER_BYTES = 64 * 1024;

    private final int port;
    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final List<SocketChannel> channels = new ArrayList<>();
    private final Semaphore ready = new Semaphore(0);
    private volatile Listener listener;
    private volatile @Nullable Exception failure;
    private long readAt;

    /** Told of each event of an account, by the thread that reads all streams. */
    @FunctionalInterface
    public interface Listener {
        /**
         * An event has come whole.
         *
         * @param stream its number, from 0 in the order of opening
         * @param nanos when the read that brought its last byte returned
         */
        void event(int stream, byte[] data, long nanos);
    }

    /**
     * Opens nothing yet.
     *
     * @param port where the gateway serves streams
     */
    public EventStreams(int port, Listener listener) throws IOException {
        this.port = port;
        this.listener = listener;
        Thread.ofPlatform().name("streams").start(this::readAll);
    }

    public int size() {
        return channels.size();
    }

    /** From now on, events are told to another one. */
    public void tell(Listener another) {
        listener = another;
    }

    /**
     * Opens one stream more for each token, and returns when all are live.
     *
     * @throws IOException when one is refused
     */
    public void open(List<String> tokens) throws IOException, InterruptedException {
        for (String token : tokens) {
            open(token);
        }
        selector.wakeup();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!ready.tryAcquire(tokens.size(), LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            check();
            if (System.nanoTime() > end) {
                throw new IOException(ready.availablePermits() + " of " + tokens.size() + " streams are ready after "
                        + PATIENCE);
            }
        }
    }

    private void open(String token) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channels.add(channel);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        ByteBuffer request = ByteBuffer.wrap(("GET " + PATH + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Accept: text/event-stream\r\nAuthorization: Bearer " + token + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        while (request.hasRemaining()) {
            channel.write(request);
        }
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, new Stream(channels.size() - 1));
    }

    /**
     * Looks whether all is well.
     *
     * @throws IOException when a stream did what it should not, or the listener refused what came
     */
    public void check() throws IOException {
        Exception seen = failure;
        if (seen != null) {
            throw new IOException(seen.getMessage(), seen);
        }
    }

    private void readAll() {
        try {
            while (selector.isOpen()) {
                selector.select(this::read);
            }
        } catch (ClosedSelectorException e) {
            // That is how it ends.
        } catch (IOException | RuntimeException e) {
            failure = e;
        }
    }

    private void read(SelectionKey key) {
        Stream stream = (Stream) key.attachment();
        try {
            buffer.clear();
            int count = ((SocketChannel) key.channel()).read(buffer);
            readAt = System.nanoTime();
            if (count < 0) {
                throw new EOFException("stream " + stream.number + " ended");
            }
            stream.accept(buffer.flip());
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** One connection. */
    private final class Stream {
        private final int number;
        private final SseScanner scanner = new SseScanner(this::event);
        private boolean answered;

        Stream(int number) {
            this.number = number;
        }

        void accept(ByteBuffer bytes) throws IOException {
            if (!answered) {
                answered = true;
                String start = StandardCharsets.US_ASCII.decode(bytes.duplicate()).toString();
                if (!start.startsWith(OK)) {
                    throw new IOException("stream " + number + " was refused: " + start);
                }
            }
            scanner.accept(bytes);
        }

        private void event(String type, byte[] data) {
            if (type.equals(READY)) {
                ready.release();
            } else if (TROUBLE.contains(type)) {
                throw new IllegalStateException("stream " + number + " was told " + type);
            } else if (!type.equals(FRESH_CURSOR)) {
                listener.event(number, data, readAt);
            }
        }
    }

    @Override
    public void close() throws IOException {
        // The reader ends with it.
        selector.close();
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }
}
