package dev.baton.systemtests.faults;

import dev.baton.systemtests.Person.Answer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * All that was seen of a run from outside. {@link Invariants} looks at nothing else.
 *
 * @param topic in the order of each partition, read after the streams
 * @param heads of each account, the last sequence of the topic that pages are shown, before the streams were read
 * @param deliveries of what was escalated, read before the mails
 * @param reminders deliveries of what nobody took or nobody worked on; they go on, so they are read after the mails
 * @param facts the metric as it follows from the rows of handoff-service, which analytics-service never reads
 * @param leftovers by name, how much is left of what has to be empty once all is settled
 */
record Evidence(List<Crowd.Account> accounts, List<Acknowledged> acknowledged, List<ClaimAnswer> claims,
        List<HandoffRow> handoffs, List<TopicRecord> topic, Map<UUID, Long> heads, List<StreamLog> streams,
        List<DeliveryRow> deliveries, List<Mail> mails, List<DeliveryRow> reminders, Set<MetricRow> facts,
        Set<MetricRow> metric, Map<String, Long> leftovers) {
    private static final Pattern CANARY = Pattern.compile(Crowd.CANARY + "[0-9a-f]{12}");

    /** Whose words are in a text. */
    static Set<String> canaries(String text) {
        return CANARY.matcher(text).results().map(MatchResult::group).collect(Collectors.toUnmodifiableSet());
    }

    /** Of each account, the last of what pages are shown. */
    static Map<UUID, Long> heads(List<TopicRecord> topic) {
        return topic.stream()
                .filter(TopicRecord::isShown)
                .collect(Collectors.toUnmodifiableMap(each -> UUID.fromString(each.key()), TopicRecord::sequence,
                        Math::max));
    }

    /**
     * A handoff that somebody was told is there.
     *
     * @param attempt what the client meant to do once, however often it had to ask
     */
    record Acknowledged(UUID account, UUID session, UUID handoff, String attempt) {}

    /**
     * What a claimer was told.
     *
     * @param winner as the refusal names them; null in a success
     */
    record ClaimAnswer(UUID handoff, UUID claimer, int status, @Nullable UUID winner) {
        static ClaimAnswer of(UUID handoff, UUID claimer, Answer answer) {
            JsonNode winner = answer.json().get("claimed_by_id");
            return new ClaimAnswer(handoff, claimer, answer.status(),
                    winner == null ? null : UUID.fromString(winner.asString()));
        }
    }

    /** A row of handoff-service. */
    record HandoffRow(UUID account, UUID id, String reason, @Nullable UUID claimedBy) {}

    /**
     * A record of the handoff topic.
     *
     * @param handoff null in an event of a session
     * @param claimedBy null in whatever is no claim
     */
    record TopicRecord(String key, String account, long epoch, long sequence, String eventId, String type,
            @Nullable UUID handoff, @Nullable UUID claimedBy, Set<String> canaries) {
        boolean isShown() {
            return type.startsWith("handoff_");
        }
    }

    /**
     * What one page of a browser was told, over all its connections.
     *
     * @param queued handoffs that it read from the queue because it was told to
     */
    record StreamLog(UUID account, List<StreamEntry> entries, Set<UUID> queued) {}

    /**
     * One block of a stream.
     *
     * @param kind {@code ready}, {@code resync}, {@code event} or {@code other}
     * @param sequence of an event, else 0
     * @param reason of a resync, else empty
     */
    record StreamEntry(String kind, long sequence, String reason, Set<String> canaries) {}

    record DeliveryRow(UUID account, UUID id, UUID handoff, UUID recipient, String state, boolean possibleRepeat) {}

    /** A mail as the relay took it. */
    record Mail(UUID delivery, List<String> to, Set<String> canaries) {}

    /** A row of the metric table; times as text, null where it has not happened. */
    record MetricRow(UUID account, UUID handoff, String createdAt, @Nullable String claimedBy,
            @Nullable String claimedAt, @Nullable String firstActionAt) {}
}
