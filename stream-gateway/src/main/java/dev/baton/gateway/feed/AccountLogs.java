package dev.baton.gateway.feed;

import dev.baton.events.AccountId;
import dev.baton.gateway.trace.FrameSpans;
import dev.baton.gateway.trace.FrameTraces;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The logs of all accounts. One thread, the feed, writes: {@link #begin} for a topic, {@link #append} and
 * {@link #reached} for what a poll brought, {@link #publish} at its end. All threads read.
 */
@Component
public class AccountLogs {
    private final Map<AccountId, OpenLog> logs = new ConcurrentHashMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Set<AccountId> grown = new HashSet<>();
    private final FrameBudget budget;
    private final FeedMetrics metrics;
    private final FrameTraces traces;
    private final Clock clock;
    private FrameSpans spans = new FrameSpans();
    private volatile @Nullable TopicScan topic;

    /** Is told once for each poll of Kafka which logs have grown. Called on the feed's thread; must not block. */
    @FunctionalInterface
    public interface Listener {
        /**
         * These have something to read.
         *
         * @param spans of what was added, to be ended when it is written
         */
        void grown(Set<AccountId> accounts, FrameSpans spans);
    }

    /** @param listeners how many streams hold the log; with none it goes once it is empty */
    private record OpenLog(AccountLog log, int listeners) {}

    AccountLogs(FeedProperties properties, FeedMetrics metrics, FrameTraces traces, Clock clock) {
        this.budget = new FrameBudget(properties.window(), properties.maxSize().toBytes());
        this.metrics = metrics;
        this.traces = traces;
        this.clock = clock;
        metrics.observe(budget, logs);
    }

    public void listen(Listener listener) {
        listeners.add(listener);
    }

    /** What was scanned so far; null before the first contact with Kafka. */
    public @Nullable TopicScan topic() {
        return topic;
    }

    /** The account's log, which stays until it is given back by {@link #close}. */
    public AccountLog open(AccountId account) {
        return logs.merge(account, new OpenLog(new AccountLog(account), 1),
                (open, fresh) -> new OpenLog(open.log(), open.listeners() + 1)).log();
    }

    public void close(AccountLog log) {
        logs.computeIfPresent(log.account(), (account, open) -> new OpenLog(open.log(), open.listeners() - 1));
    }

    /** The feed reads this topic from now on. What was read of another one with the same name is void. */
    public void begin(TopicScan next) {
        TopicScan last = topic;
        topic = next;
        if (last != null && !last.topicId().equals(next.topicId())) {
            logs.values().forEach(open -> lose(open.log(), next, ResyncReason.NEW_TOPIC));
            publish();
        } else {
            logs.values().forEach(open -> open.log().movedTo(next.of(open.log().account())));
        }
    }

    /** Records of a partition are gone before they were read: everybody whom they may concern is told. */
    public void lost(TopicScan scan, int partition, long resumeAt) {
        scan.partition(partition).resumeAt(resumeAt);
        metrics.lostRecords();
        for (OpenLog open : logs.values()) {
            if (scan.of(open.log().account()).number() == partition) {
                lose(open.log(), scan, ResyncReason.GAP);
            }
        }
        publish();
    }

    private void lose(AccountLog log, TopicScan scan, ResyncReason reason) {
        PartitionScan partition = scan.of(log.account());
        RecordPlace before = new RecordPlace(0, 0, partition.number(), partition.next() - 1);
        log.lose(marker(log, scan, before, reason), budget::forget);
        grown.add(log.account());
    }

    public void append(TopicScan scan, FeedRecord event) {
        OpenLog open = logs.computeIfAbsent(event.account(), account -> new OpenLog(new AccountLog(account), 0));
        AccountLog log = open.log();
        Arrival arrival = log.classify(event.place());
        metrics.arrived(arrival);
        List<Frame> frames = frames(scan, log, arrival, event);
        log.accept(arrival, event.place(), scan.of(event.account()), frames);
        if (!frames.isEmpty()) {
            grown.add(event.account());
            if (open.listeners() > 0 && event.isShown()) {
                traces.received(event.traceparent(), event.type())
                        .ifPresent(span -> spans.add(event.account(), span));
            }
        }
    }

    private List<Frame> frames(TopicScan scan, AccountLog log, Arrival arrival, FeedRecord event) {
        List<Frame> frames = new ArrayList<>(2);
        RecordPlace before = new RecordPlace(event.epoch(), event.sequence() - 1, event.partition(),
                event.offset() - 1);
        switch (arrival) {
            case STALE, OLD_EPOCH -> {
                return frames;
            }
            // Told in the stream, at its place: a reader sees the events before it, then the news, then what follows.
            case GAP -> frames.add(marker(log, scan, before, ResyncReason.GAP));
            case NEW_EPOCH -> frames.add(marker(log, scan, before, ResyncReason.NEW_EPOCH));
            case FIRST, NEXT -> {
            }
        }
        if (event.isShown()) {
            frames.add(budget.charge(new Frame(log, event.block(scan.topicId()), event.place(), event.timestamp(),
                    clock.millis())));
        }
        return frames;
    }

    private Frame marker(AccountLog log, TopicScan scan, RecordPlace before, ResyncReason reason) {
        Cursor cursor = new Cursor(scan.topicId(), before.partition(), before.epoch(), before.sequence(),
                before.offset() + 1);
        long now = clock.millis();
        return budget.charge(new Frame(log, Resync.block(reason, cursor.encode(log.account()), before.sequence(),
                before.sequence()), before, now, now));
    }

    /** Everything below the offset is in the logs. */
    public void reached(TopicScan scan, int partition, long offset, boolean end) {
        scan.partition(partition).reached(offset, end);
    }

    /** Ends a poll: wakes the readers once for all of it, then forgets what is too old or too much. */
    public void publish() {
        if (!grown.isEmpty()) {
            Set<AccountId> accounts = Set.copyOf(grown);
            FrameSpans told = spans;
            grown.clear();
            spans = new FrameSpans();
            listeners.forEach(listener -> listener.grown(accounts, told));
            told.expectNoMore();
        }
        budget.forgetOverdue(clock.millis());
    }

    /** After the feed has stopped: frames are outside the heap, and nobody else gives them back. */
    @PreDestroy
    void close() {
        budget.forgetAll();
    }

    /** Drops the logs that are empty and that nobody reads; their accounts start over with their next record. */
    public void forgetIdle(TopicScan scan) {
        logs.forEach((account, seen) -> logs.computeIfPresent(account, (key, open) -> {
            if (open.listeners() > 0 || !open.log().isEmpty()) {
                return open;
            }
            open.log().forgetIn(scan.of(account));
            return null;
        }));
    }
}
