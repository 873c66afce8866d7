package dev.baton.notification.channel.webhook;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;

/** The body of one request, which knows whether its last byte was handed to the connection. */
final class WatchedBody implements BodyPublisher {
    private final BodyPublisher body;
    private final AtomicInteger left;

    WatchedBody(byte[] bytes) {
        this.body = BodyPublishers.ofByteArray(bytes);
        this.left = new AtomicInteger(bytes.length);
    }

    boolean handedOver() {
        return left.get() == 0;
    }

    @Override
    public long contentLength() {
        return body.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> connection) {
        body.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                connection.onSubscribe(subscription);
            }

            @Override
            public void onNext(ByteBuffer bytes) {
                // Before it leaves: a failure in between counts as sent. That may cost a marked repeat, never a loss.
                left.addAndGet(-bytes.remaining());
                connection.onNext(bytes);
            }

            @Override
            public void onError(Throwable failure) {
                connection.onError(failure);
            }

            @Override
            public void onComplete() {
                connection.onComplete();
            }
        });
    }
}
