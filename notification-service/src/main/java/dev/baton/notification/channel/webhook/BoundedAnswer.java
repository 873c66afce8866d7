package dev.baton.notification.channel.webhook;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Keeps the head and the beginning of one answer, also when the rest never comes. */
final class BoundedAnswer implements BodyHandler<Boolean>, BodySubscriber<Boolean> {
    private static final int MAX_BYTES = 1024;

    private final CompletableFuture<Boolean> whole = new CompletableFuture<>();
    private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();
    private volatile @Nullable ResponseInfo head;
    private Flow.@Nullable Subscription subscription;

    Optional<ResponseInfo> head() {
        return Optional.ofNullable(head);
    }

    String beginning() {
        synchronized (beginning) {
            return beginning.toString(StandardCharsets.UTF_8);
        }
    }

    @Override
    public BodySubscriber<Boolean> apply(ResponseInfo info) {
        head = info;
        return this;
    }

    @Override
    public CompletionStage<Boolean> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription body) {
        subscription = body;
        body.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        synchronized (beginning) {
            for (ByteBuffer buffer : buffers) {
                byte[] bytes = new byte[Math.min(buffer.remaining(), MAX_BYTES - beginning.size())];
                boolean more = buffer.remaining() > bytes.length;
                buffer.get(bytes);
                beginning.writeBytes(bytes);
                if (more) {
                    stop();
                    return;
                }
            }
        }
    }

    // Whoever sends this much is not who we meant to talk to; the rest is not even read.
    private void stop() {
        if (subscription != null) {
            subscription.cancel();
        }
        whole.complete(false);
    }

    @Override
    public void onError(Throwable failure) {
        whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        whole.complete(true);
    }
}
