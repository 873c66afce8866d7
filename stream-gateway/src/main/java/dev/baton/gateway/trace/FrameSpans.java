package dev.baton.gateway.trace;

import dev.baton.events.AccountId;
import io.micrometer.tracing.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * The spans of the events that one poll of Kafka brought: one for each event, whatever the number of its streams. It ends
 * when the last event loop has written to its streams of the account. A stream whose socket takes nothing at that moment
 * is not waited for; where no stream took it, the span is dropped.
 *
 * <p>The feed's thread fills it, and says how many will tell; from then on any thread may tell.
 */
public final class FrameSpans {
    private final Map<AccountId, Told> accounts = new HashMap<>();

    /** The feed only, before anybody is told. */
    public void add(AccountId account, Span span) {
        accounts.computeIfAbsent(account, key -> new Told()).spans.add(span);
    }

    /** One more, who will call {@link #wrote} once for each account. */
    public void expectOneMore() {
        accounts.values().forEach(told -> told.missing.incrementAndGet());
    }

    /** Nobody more is expected. */
    public void expectNoMore() {
        accounts.values().forEach(told -> told.by(0));
    }

    /**
     * One of those who are expected has written the account's frames.
     *
     * @param streams that have them now; asked for what is traced only
     */
    public void wrote(AccountId account, IntSupplier streams) {
        Told told = accounts.get(account);
        if (told != null) {
            told.by(streams.getAsInt());
        }
    }

    private static final class Told {
        private final List<Span> spans = new ArrayList<>(1);
        private final AtomicInteger streams = new AtomicInteger();
        // One for the feed: nothing ends before all who tell are known.
        private final AtomicInteger missing = new AtomicInteger(1);

        void by(int more) {
            streams.addAndGet(more);
            if (missing.decrementAndGet() == 0 && streams.get() > 0) {
                spans.forEach(span -> span.tag("baton.streams", streams.get()).end());
            }
        }
    }
}
