package dev.baton.systemtests.faults;

import dev.baton.systemtests.faults.Evidence.StreamEntry;
import dev.baton.systemtests.faults.Evidence.StreamLog;
import dev.baton.systemtests.faults.Evidence.TopicRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** A page sees every event once and in order; where a stream cannot promise that, it says so and the queue fills in. */
final class StreamInvariant {
    // A replica whose memory is younger than the cursor, that is behind it, or that the page was too slow for.
    private static final Set<String> EXCUSES = Set.of("too_old", "ahead", "too_slow");

    private final Finding finding = new Finding("streams are in order, without repeats, complete or resynced");
    private final Map<UUID, NavigableMap<Long, TopicRecord>> shown = new HashMap<>();
    private final Map<UUID, Long> heads;
    private final Set<UUID> claimed;

    private StreamInvariant(Evidence seen) {
        for (TopicRecord each : seen.topic()) {
            if (each.isShown()) {
                shown.computeIfAbsent(UUID.fromString(each.key()), key -> new TreeMap<>())
                        .putIfAbsent(each.sequence(), each);
            }
        }
        heads = seen.heads();
        claimed = seen.topic()
                .stream()
                .filter(each -> each.type().equals("handoff_claimed"))
                .map(TopicRecord::handoff)
                .collect(Collectors.toSet());
    }

    static Finding streamsAreOrderedAndComplete(Evidence seen) {
        StreamInvariant invariant = new StreamInvariant(seen);
        seen.streams().forEach(invariant::look);
        return invariant.finding;
    }

    private void look(StreamLog stream) {
        NavigableMap<Long, TopicRecord> events = shown.getOrDefault(stream.account(), new TreeMap<>());
        NavigableSet<Long> missed = new TreeSet<>();
        long last = 0;
        boolean excused = false;
        for (StreamEntry entry : stream.entries()) {
            switch (entry.kind()) {
                case "resync" -> {
                    excused = true;
                    finding.check(EXCUSES.contains(entry.reason()), "%s: resync because of %s", stream.account(),
                            entry.reason());
                }
                case "event" -> {
                    finding.check(entry.sequence() > last, "%s: %d after %d", stream.account(), entry.sequence(),
                            last);
                    finding.check(events.containsKey(entry.sequence()), "%s: %d is not on the topic",
                            stream.account(), entry.sequence());
                    NavigableSet<Long> between = between(events, last, entry.sequence());
                    finding.check(excused || between.isEmpty(), "%s: %d after %d, without %s", stream.account(),
                            entry.sequence(), last, between);
                    missed.addAll(between);
                    last = Math.max(last, entry.sequence());
                    excused = false;
                }
                default -> {
                    // A beginning; with a first or with a fitting cursor it excuses nothing.
                }
            }
        }
        long head = heads.getOrDefault(stream.account(), 0L);
        finding.check(last >= head || excused, "%s: ended at %d of %s", stream.account(), last, head);
        missed.addAll(between(events, last, head + 1));
        missed.forEach(sequence -> filledIn(stream, events.get(sequence)));
    }

    private static NavigableSet<Long> between(NavigableMap<Long, TopicRecord> events, long from, long to) {
        return from >= to ? new TreeSet<>() : events.subMap(from, false, to, false).navigableKeySet();
    }

    // What was claimed meanwhile is no longer in the queue, and need not be.
    private void filledIn(StreamLog stream, TopicRecord event) {
        finding.check(!event.type().equals("handoff_created") || stream.queued().contains(event.handoff())
                || claimed.contains(event.handoff()), "%s: %s was neither streamed nor in the queue",
                stream.account(), event.handoff());
    }
}
