package dev.baton.handoff.message;

import dev.baton.events.StepKind;
import dev.baton.handoff.context.Snapshot;
import dev.baton.handoff.session.Session;
import dev.baton.handoff.session.Step;
import dev.baton.handoff.similar.SimilarEscalation;
import java.util.ArrayList;
import java.util.List;

/**
 * What an assistant knows when it answers. All of it is text of people: data, never an instruction (A6).
 *
 * @param messages the newest of the chat, oldest first, at most {@value #MAX_MESSAGES}; the last is the one to answer
 * @param similar what the account has solved before
 */
public record Conversation(Session session, List<Step> steps, List<Message> messages,
        List<SimilarEscalation> similar) {
    static final int MAX_MESSAGES = 20;

    public Conversation {
        steps = List.copyOf(steps);
        messages = List.copyOf(messages);
        similar = List.copyOf(similar);
    }

    public Message question() {
        return messages.getLast();
    }

    /** The session as it is now, where what people wrote counts as observed. */
    Snapshot snapshot() {
        Snapshot recorded = Snapshot.of(session, steps);
        List<Snapshot.Tried> known = new ArrayList<>(recorded.whatWasTried());
        for (Message message : messages) {
            if (message.authorName() != null) {
                known.add(new Snapshot.Tried(StepKind.OBSERVATION, message.text(), null, null, message.authorName(),
                        message.createdAt()));
            }
        }
        return new Snapshot(recorded.problemSummary(), recorded.domain(), recorded.psaTicketId(), known,
                recorded.openQuestions(), recorded.stepCount());
    }
}
