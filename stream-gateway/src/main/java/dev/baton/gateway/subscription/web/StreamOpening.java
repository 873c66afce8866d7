package dev.baton.gateway.subscription.web;

import dev.baton.events.AccountId;
import dev.baton.gateway.feed.AccountLog;
import dev.baton.gateway.feed.Cursor;
import dev.baton.gateway.feed.Head;
import dev.baton.gateway.feed.PartitionScan;
import dev.baton.gateway.feed.Place;
import dev.baton.gateway.feed.Resync;
import dev.baton.gateway.feed.ResyncReason;
import dev.baton.gateway.feed.TopicScan;
import dev.baton.gateway.subscription.StreamEnd;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Finds where a stream begins: after the client's cursor if all that came since is in memory, at the head otherwise.
 * Runs on the stream's event loop; the stream is registered before, so that nothing is published unseen.
 */
// Netty tells a failed write through the pipeline, not through the future.
@SuppressWarnings("FutureReturnValueIgnored")
final class StreamOpening {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final StreamConnection stream;
    private final StreamServices services;
    private final Optional<String> lastEventId;
    private long waitedMillis;

    StreamOpening(StreamConnection stream, StreamServices services, Optional<String> lastEventId) {
        this.stream = stream;
        this.services = services;
        this.lastEventId = lastEventId;
    }

    void begin() {
        if (stream.isClosed()) {
            return;
        }
        AccountId account = stream.subscriber().actor().accountId();
        TopicScan topic = services.logs().topic();
        if (topic == null || !topic.of(account).caughtUp()) {
            waitForTheFeed();
            return;
        }
        AccountLog log = stream.register();
        if (!services.admissions().mayListen(stream.subscriber().actor().id())) {
            // The directory told of it between the check of the token and here, when there was no stream yet to end.
            stream.close(StreamEnd.REVOKED);
            return;
        }
        if (lastEventId.isEmpty()) {
            fresh(log, topic, "fresh", Optional.empty());
            return;
        }
        Optional<Cursor> cursor = Cursor.decode(lastEventId.get(), account);
        if (cursor.isEmpty()) {
            fresh(log, topic, "resync", Optional.of(ResyncReason.UNKNOWN_CURSOR));
        } else {
            resume(log, cursor.get());
        }
    }

    // What this replica has not read yet it can neither replay nor miss knowingly.
    private void waitForTheFeed() {
        if (hasWaitedEnough()) {
            StreamRequestHandler.busy(stream.channel(), services);
        } else {
            later(this::begin);
        }
    }

    private boolean hasWaitedEnough() {
        return waitedMillis >= services.properties().aheadWait().toMillis();
    }

    private void later(Runnable again) {
        waitedMillis += LOOK_AGAIN.toMillis();
        stream.channel().eventLoop().schedule(again, LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void resume(AccountLog log, Cursor cursor) {
        TopicScan topic = services.logs().topic();
        if (topic == null || stream.isClosed()) {
            return;
        }
        PartitionScan scan = topic.of(log.account());
        switch (log.locate(cursor, topic.topicId(), scan)) {
            case Place.At(long position, long replayed) -> {
                services.metrics().resume(replayed == 0 ? "live" : "memory");
                stream.open(services.blocks().ready(cursor.encode(log.account()), true, replayed, maxAge()), position);
            }
            case Place.Ahead() -> waitFor(log, topic, cursor);
            case Place.Lost(ResyncReason reason) -> fresh(log, topic, "resync", Optional.of(reason));
        }
    }

    // Another replica was faster: what the cursor has seen is on its way, or the cursor is from nowhere.
    private void waitFor(AccountLog log, TopicScan topic, Cursor cursor) {
        if (hasWaitedEnough()) {
            fresh(log, topic, "resync", Optional.of(ResyncReason.AHEAD));
        } else {
            later(() -> resume(log, cursor));
        }
    }

    private void fresh(AccountLog log, TopicScan topic, String kind, Optional<ResyncReason> lost) {
        services.metrics().resume(lost.map(ResyncReason::wireName).orElse(kind));
        Head head = log.head(topic.topicId(), topic.of(log.account()));
        String id = head.cursor().encode(log.account());
        ByteBuf ready = services.blocks().ready(id, false, 0, maxAge());
        // In one block: an event between the two would be followed by a cursor from before it.
        stream.open(lost.map(reason -> Unpooled.wrappedBuffer(ready, Resync.block(reason, head, id))).orElse(ready),
                head.position());
    }

    private Duration maxAge() {
        return Duration.between(services.clock().instant(), stream.subscriber().expiresAt());
    }
}
