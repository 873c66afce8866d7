package dev.baton.gateway.subscription.web;

import dev.baton.events.AccountId;
import dev.baton.gateway.feed.AccountLog;
import dev.baton.gateway.feed.Cursor;
import dev.baton.gateway.feed.Head;
import dev.baton.gateway.feed.Place;
import dev.baton.gateway.feed.Resync;
import dev.baton.gateway.feed.ResyncReason;
import dev.baton.gateway.feed.TopicScan;
import dev.baton.gateway.past.Missed;
import dev.baton.gateway.past.PastEvents.Answer;
import dev.baton.gateway.past.PastFrames;
import dev.baton.gateway.subscription.StreamEnd;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Finds where a stream begins: after the client's cursor if all that came since is in memory or can be read from Kafka
 * up to there, at the head otherwise. Runs on the stream's event loop; the stream is registered before, so that nothing
 * is published unseen.
 */
// Netty tells a failed write through the pipeline, not through the future.
@SuppressWarnings("FutureReturnValueIgnored")
final class StreamOpening {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final StreamConnection stream;
    private final StreamServices services;
    private final Optional<String> lastEventId;
    private final PastFrames past = new PastFrames();
    private long waitedMillis;
    // Of all accounts, that were asked for.
    private long records;
    // The reader of the past looks at it, too.
    private volatile boolean settled;

    StreamOpening(StreamConnection stream, StreamServices services, Optional<String> lastEventId) {
        this.stream = stream;
        this.services = services;
        this.lastEventId = lastEventId;
    }

    void begin() {
        orEnd(this::lookUp);
    }

    // As a task of the event loop it has nobody else who would see that it failed, and the stream would hang.
    private void orEnd(Runnable step) {
        try {
            step.run();
        } catch (Throwable failed) {
            settled = true;
            past.release();
            stream.close(StreamEnd.ERROR);
            throw failed;
        }
    }

    private void lookUp() {
        if (stream.isClosed()) {
            return;
        }
        AccountId account = stream.subscriber().account();
        TopicScan topic = services.logs().topic();
        if (topic == null || !topic.of(account).caughtUp()) {
            waitForTheFeed();
            return;
        }
        AccountLog log = stream.register();
        if (!services.admissions().mayListen(stream.subscriber().user())) {
            // The directory told of it between the check of the token and here, when there was no stream yet to end.
            stream.close(StreamEnd.REVOKED);
            return;
        }
        if (lastEventId.isEmpty()) {
            fresh(log, Optional.empty());
            return;
        }
        Optional<Cursor> cursor = Cursor.decode(lastEventId.get(), account);
        if (cursor.isEmpty()) {
            fresh(log, Optional.of(ResyncReason.UNKNOWN_CURSOR));
        } else {
            resume(log, cursor.get());
        }
    }

    // What this replica has not read yet it can neither replay nor miss knowingly.
    private void waitForTheFeed() {
        if (hasWaitedEnough()) {
            StreamRequestHandler.busy(stream.channel(), services);
        } else {
            later(this::lookUp);
        }
    }

    private boolean hasWaitedEnough() {
        return waitedMillis >= services.properties().aheadWait().toMillis();
    }

    private void later(Runnable again) {
        waitedMillis += LOOK_AGAIN.toMillis();
        after(LOOK_AGAIN, again);
    }

    private void after(Duration pause, Runnable step) {
        stream.channel().eventLoop().schedule(() -> orEnd(step), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** @param at the client's cursor, or the one of what was read from Kafka for it */
    private void resume(AccountLog log, Cursor at) {
        TopicScan topic = services.logs().topic();
        if (topic == null || isOver()) {
            return;
        }
        switch (log.locate(at, topic.topicId(), topic.of(log.account()))) {
            case Place.At(long position, long replayed) ->
                resumed(Reading.from(position, services.logs(), log, past), replayed);
            case Place.Unproven(long position) ->
                resumed(Reading.unproven(at, position, services.logs(), log, past), 0);
            case Place.Ahead() -> waitFor(log, at);
            case Place.Older(long end) -> catchUp(log, at, end);
            case Place.Lost(ResyncReason reason) -> fresh(log, Optional.of(reason));
        }
    }

    private boolean isOver() {
        return settled || stream.isClosed();
    }

    private void resumed(Reading from, long replayed) {
        settled = true;
        services.metrics().resume(records > 0 ? "kafka" : replayed == 0 ? "live" : "memory");
        stream.open(services.blocks().ready(lastEventId.orElseThrow(), true, past.count() + replayed, maxAge()),
                from);
    }

    // Another replica was faster: what the cursor has seen is on its way, or the cursor is from nowhere.
    private void waitFor(AccountLog log, Cursor cursor) {
        if (hasWaitedEnough()) {
            fresh(log, Optional.of(ResyncReason.AHEAD));
        } else {
            later(() -> resume(log, cursor));
        }
    }

    // Memory goes on forgetting meanwhile: what was read may not reach it any more, and then the rest is asked for.
    private void catchUp(AccountLog log, Cursor at, long end) {
        if (records == 0) {
            // Whatever becomes of the reader, no stream hangs.
            after(services.properties().pastWait(), () -> fresh(log, Optional.of(ResyncReason.UNAVAILABLE)));
        }
        Missed missed = new Missed(log.account(), at, end, () -> !isOver(),
                answer -> stream.channel().eventLoop().execute(() -> orEnd(() -> answered(log, answer))));
        services.past().read(missed.after(records, past.bytes()));
        records += end - at.offset();
    }

    private void answered(AccountLog log, Answer answer) {
        switch (answer) {
            case Answer.Told(PastFrames frames, Cursor reached) when isOver() -> frames.release();
            case Answer.Told(PastFrames frames, Cursor reached) -> {
                past.addAll(frames);
                resume(log, reached);
            }
            case Answer.Lost(ResyncReason reason) -> fresh(log, Optional.of(reason));
        }
    }

    private void fresh(AccountLog log, Optional<ResyncReason> lost) {
        if (settled) {
            return;
        }
        settled = true;
        past.release();
        if (stream.isClosed()) {
            return;
        }
        services.metrics().resume(lost.map(ResyncReason::wireName).orElse("fresh"));
        TopicScan topic = Objects.requireNonNull(services.logs().topic());
        Head head = log.head(topic.topicId(), topic.of(log.account()));
        String id = head.cursor().encode(log.account());
        ByteBuf ready = services.blocks().ready(id, false, 0, maxAge());
        // In one block: an event between the two would be followed by a cursor from before it.
        stream.open(lost.map(reason -> Unpooled.wrappedBuffer(ready, Resync.block(reason, head, id))).orElse(ready),
                Reading.from(head.position(), services.logs(), log, past));
    }

    private Duration maxAge() {
        return Duration.ofMillis(stream.subscriber().expiresAtMillis() - services.clock().millis());
    }
}
