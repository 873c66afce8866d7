package dev.baton.messaging.relay;

import dev.baton.events.AccountId;
import dev.baton.events.Decoded;
import dev.baton.events.EventCodec;
import dev.baton.events.EventEnvelope;
import dev.baton.events.EventHeaders;
import dev.baton.events.EventId;
import dev.baton.events.HandoffCreated;
import dev.baton.messaging.TopicReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Holds a topic against what was committed (acceptance E2): nothing lost, nothing invented, first occurrences in the
 * order of the commits and without gaps, the same sequence always the same event. Repeats are allowed and counted.
 */
final class OrderChecker {
    private final EventCodec codec = new EventCodec();
    private final Map<AccountId, List<EventEnvelope>> firsts = new HashMap<>();
    private final Map<AccountId, Map<Long, EventId>> ids = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private int repeats;

    /** Records of one partition have to come in its order. */
    void see(ConsumerRecord<byte[], byte[]> record) {
        long epoch = Long.parseLong(TopicReader.header(record, EventHeaders.EPOCH));
        if (codec.decode(record.value(), epoch) instanceof Decoded.Known(EventEnvelope event)) {
            see(event);
        } else {
            violations.add("unreadable at offset " + record.offset());
        }
    }

    private void see(EventEnvelope event) {
        List<EventEnvelope> seen = firsts.computeIfAbsent(event.accountId(), _ -> new ArrayList<>());
        EventId before = ids.computeIfAbsent(event.accountId(), _ -> new HashMap<>())
                .putIfAbsent(event.sequence(),
                        event.id());
        if (before != null) {
            repeats++;
            if (!before.equals(event.id())) {
                violations.add(event.accountId() + " has two events at " + event.sequence());
            }
            return;
        }
        if (event.sequence() != seen.size() + 1) {
            violations.add(event.accountId() + " has " + event.sequence() + " as number " + (seen.size() + 1));
        }
        seen.add(event);
    }

    /** What is wrong, nothing if all is well. */
    List<String> violations(Collection<Traffic.Commit> commits) {
        List<String> all = new ArrayList<>(violations);
        Map<Object, Traffic.Commit> missing = new HashMap<>();
        commits.forEach(commit -> missing.put(commit.handoff(), commit));
        firsts.forEach((account, events) -> {
            long latestBegin = Long.MIN_VALUE;
            for (EventEnvelope event : events) {
                Traffic.Commit commit = missing.remove(((HandoffCreated) event.event()).card().handoffId());
                if (commit == null) {
                    all.add(account + " has an event that was not committed: " + event.sequence());
                } else if (commit.ended() < latestBegin) {
                    // It was over before one that stands before it had begun.
                    all.add(account + " has " + event.sequence() + " out of the order of commits");
                } else {
                    latestBegin = Math.max(latestBegin, commit.begun());
                }
            }
        });
        missing.values().forEach(commit -> all.add(commit.account() + " lost " + Objects.toString(commit.handoff())));
        return all;
    }

    int repeats() {
        return repeats;
    }

    /** Events that were seen at least once. */
    int distinct() {
        return firsts.values().stream().mapToInt(List::size).sum();
    }
}
