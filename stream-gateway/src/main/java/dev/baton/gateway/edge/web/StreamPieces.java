package dev.baton.gateway.edge.web;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Takes a response piece by piece, with a limit of time for each. One piece is under way at a time: a client that reads
 * slowly slows down the replica and not this process's memory.
 */
final class StreamPieces implements Flow.Subscriber<List<ByteBuffer>> {
    private final BlockingQueue<Piece> arrived = new LinkedBlockingQueue<>();
    private final AtomicReference<Flow.@Nullable Subscription> upstream = new AtomicReference<>();

    sealed interface Piece {}

    record Bytes(List<ByteBuffer> buffers) implements Piece {}

    record Nothing() implements Piece {}

    record End() implements Piece {}

    record Failure(Throwable cause) implements Piece {}

    Piece next(Duration patience) throws InterruptedException {
        Piece piece = arrived.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (piece instanceof Bytes) {
            request();
        }
        return piece == null ? new Nothing() : piece;
    }

    void cancel() {
        Flow.Subscription subscription = upstream.get();
        if (subscription != null) {
            subscription.cancel();
        }
    }

    private void request() {
        Flow.Subscription subscription = upstream.get();
        if (subscription != null) {
            subscription.request(1);
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        upstream.set(subscription);
        request();
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        arrived.add(new Bytes(buffers.stream().filter(ByteBuffer::hasRemaining).toList()));
    }

    @Override
    public void onError(Throwable cause) {
        arrived.add(new Failure(cause));
    }

    @Override
    public void onComplete() {
        arrived.add(new End());
    }
}
