package dev.baton.handoff.notes;

import dev.baton.handoff.assessment.Assessment;
import java.time.Instant;

/**
 * Ticket notes of a handoff as they are best now.
 *
 * @param source what made them, for machines: {@code rules} or {@code model} where there is an assessment, else
 *     {@code session}
 * @param sourceLabel what made them, for people
 * @param generatedAt when they were made; they do not change afterwards, but for the names of people who are erased
 * @param markdown ready for the ticket
 */
public record ReadyNotes(String source, String sourceLabel, Instant generatedAt, String markdown) {
    static ReadyNotes ofSession(String documentation, Instant generatedAt) {
        return new ReadyNotes("session", "The session, as it was handed off", generatedAt, documentation);
    }

    static ReadyNotes of(Assessment assessment, Instant generatedAt) {
        return new ReadyNotes(assessment.source(), assessment.sourceLabel(), generatedAt, assessment.ticketNotes());
    }
}
