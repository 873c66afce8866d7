package dev.baton.messaging;

import dev.baton.events.AccountId;
import java.util.Comparator;
import java.util.Objects;

/** The events of one account on one topic: the unit of order, of counting and of parking. */
public record EventStream(String topic, AccountId account) implements Comparable<EventStream> {
    private static final Comparator<EventStream> ORDER = Comparator.comparing(EventStream::topic)
            .thenComparing(stream -> stream.account().value());

    public EventStream {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(account, "account");
    }

    @Override
    public int compareTo(EventStream other) {
        return ORDER.compare(this, other);
    }
}
