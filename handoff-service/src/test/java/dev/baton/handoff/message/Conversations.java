package dev.baton.handoff.message;

import dev.baton.events.MessageId;
import dev.baton.events.SessionId;
import dev.baton.events.UserId;
import dev.baton.handoff.session.Session;
import dev.baton.handoff.session.SessionStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Conversations that nobody stored. */
final class Conversations {
    private static final UserId JO = new UserId(UUID.randomUUID());
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private Conversations() {}

    /** A session without steps, in which one message was written. */
    static Conversation about(String problem, String question) {
        Session session = new Session(new SessionId(UUID.randomUUID()), problem, "mail", null, SessionStatus.ACTIVE, JO,
                "Jo Park", null, null, 0, NOON, NOON);
        return new Conversation(session, List.of(), List.of(new Message(new MessageId(UUID.randomUUID()),
                Message.Kind.PERSON, question, JO, "Jo Park", null, null, null, NOON)), List.of());
    }
}
