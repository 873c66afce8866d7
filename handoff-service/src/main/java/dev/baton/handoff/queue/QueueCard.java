package dev.baton.handoff.queue;

import dev.baton.events.HandoffId;
import dev.baton.events.Person;
import dev.baton.events.Priority;
import dev.baton.events.SessionId;
import dev.baton.handoff.assessment.AssessmentState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of the escalation queue: the card that events carry, and how far its assessment is.
 *
 * @param waitingSince when the first of the handoffs that this one replaces was made; its own time if it replaces none
 * @param returnedFrom the handoff that was given back and that this one replaces
 */
public record QueueCard(HandoffId id, SessionId sessionId, String problemSummary, String domain, Priority priority,
        String reason, int stepCount, @Nullable String psaTicketId, Person handedOffBy, @Nullable Person target,
        Instant createdAt, Instant waitingSince,
        @Nullable HandoffId returnedFrom, AssessmentState assessmentState, long version) {}
