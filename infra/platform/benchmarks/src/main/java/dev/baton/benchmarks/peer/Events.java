package dev.baton.benchmarks.peer;

import dev.baton.benchmarks.platform.Desks;
import dev.baton.benchmarks.relay.Commits;
import dev.baton.events.AccountId;
import dev.baton.events.EventCodec;
import dev.baton.events.EventEnvelope;
import dev.baton.events.EventId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Events of some accounts as they are published, one after the other. For one thread. */
final class Events {
    static final long EPOCH = 1;

    private final List<AccountId> accounts;
    private final long[] sequences;
    private final EventCodec codec = new EventCodec();

    /**
     * One event.
     *
     * @param body as all contenders send it
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Event(AccountId account, String type, long sequence, byte[] body) {}

    Events(Desks desks) {
        this.accounts = desks.all().stream().map(Desks.Desk::id).toList();
        this.sequences = new long[accounts.size()];
    }

    /** The next of an account. The clients find the time in it, and count it by that. */
    Event next(int index, long nanos) {
        AccountId account = accounts.get(index);
        EventEnvelope event = new EventEnvelope(new EventId(UUID.randomUUID()), account, EPOCH, ++sequences[index],
                Instant.now(), null, Commits.event("@" + nanos + "@"));
        return new Event(account, event.event().type(), event.sequence(), codec.encode(event));
    }
}
