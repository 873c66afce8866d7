package dev.baton.handoff.message;

import dev.baton.events.HandoffId;
import dev.baton.events.MessageId;
import dev.baton.events.SessionId;
import dev.baton.events.SessionMessageRecorded;
import dev.baton.events.TimeOrderedUuid;
import dev.baton.handoff.session.NotASessionParticipant;
import dev.baton.handoff.session.Session;
import dev.baton.handoff.session.SessionActivity;
import dev.baton.handoff.session.SessionFull;
import dev.baton.handoff.session.SessionNotOpen;
import dev.baton.handoff.session.Sessions;
import dev.baton.handoff.similar.SimilarEscalations;
import dev.baton.messaging.Outbox;
import dev.baton.platform.problem.NotFound;
import dev.baton.platform.security.Actor;
import dev.baton.platform.web.Page;
import dev.baton.platform.web.TimeCursor;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The chat of a session (S4). A message is stored in one transaction and answered in another one, so that no transaction
 * waits for an assistant; a message without its answer is what a crash between them leaves.
 */
@Service
public class Messages {
    /** Answers included. More than people write; a script that goes on is refused. */
    public static final int MAX_MESSAGES = 2_000;

    private final MessageRows rows;
    private final Sessions sessions;
    private final SessionActivity activity;
    private final SimilarEscalations similar;
    private final Answering answering;
    private final Outbox outbox;
    private final TransactionOperations transaction;
    private final TimeOrderedUuid ids;
    private final Clock clock;

    Messages(MessageRows rows, Sessions sessions, SessionActivity activity, SimilarEscalations similar,
            Answering answering, Outbox outbox, TransactionOperations transaction, TimeOrderedUuid ids, Clock clock) {
        this.rows = rows;
        this.sessions = sessions;
        this.activity = activity;
        this.similar = similar;
        this.answering = answering;
        this.outbox = outbox;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Stores what {@code actor} wrote. After a claim it is announced, without its text, as
     * {@code session_message_recorded}: the claimer's first one may be their first action (M2).
     *
     * @throws NotFound 404, when {@code actor} may not see the session
     * @throws NotASessionParticipant 403, when {@code actor} only reads it
     * @throws SessionNotOpen 409, when it is parked or resolved
     * @throws SessionFull 409, when it has {@value #MAX_MESSAGES} messages
     */
    @Transactional
    public MessageId write(Actor actor, SessionId session, String text) {
        Instant now = clock.instant();
        Optional<HandoffId> claimed = activity.act(actor, session, now);
        MessageId id = new MessageId(ids.next());
        Message message = new Message(id, Message.Kind.PERSON, text, actor.id(), actor.name(), null, null, null, now);
        if (!rows.insert(actor.accountId(), session, message, MAX_MESSAGES)) {
            throw new SessionFull(MAX_MESSAGES, "messages");
        }
        claimed.ifPresent(handoff -> outbox.append(actor.accountId(), new SessionMessageRecorded(session, handoff, id,
                actor.person(), now, Outbox.VERSION_TO_COME)));
        return id;
    }

    /**
     * Answers a stored message, once: whoever comes later, or was overtaken, gets the first answer. The answer is no
     * activity of a person, and nothing of it is published.
     *
     * @throws NotFound 404, when the session has gone to somebody else since
     */
    @Transactional(propagation = Propagation.NEVER)
    public Exchange answer(Actor actor, SessionId session, MessageId question) {
        Conversation conversation = inTransaction(() -> conversation(actor, session, question));
        Message answer = inTransaction(() -> rows.answerTo(question)).orElseGet(() -> {
            Answer made = answering.answer(conversation);
            return inTransaction(() -> store(actor, session, question, made));
        });
        return new Exchange(conversation.question(), answer);
    }

    /**
     * The messages of a session, newest first (S2).
     *
     * @throws NotFound 404, when there is no session that {@code actor} may see
     */
    @Transactional(readOnly = true)
    public Page<Message> of(Actor actor, SessionId session, int limit, @Nullable TimeCursor after) {
        sessions.visible(actor, session);
        List<Message> found = rows.of(session, limit + 1, after == null ? null : after.id());
        return Page.of(found, limit, last -> new TimeCursor(last.createdAt(), last.id().value()).toString());
    }

    private Conversation conversation(Actor actor, SessionId id, MessageId question) {
        // Asked again: whoever comes back after a crash may have given the session away meanwhile.
        Session session = sessions.visible(actor, id);
        List<Message> messages = rows.until(id, question, Conversation.MAX_MESSAGES).reversed();
        return new Conversation(session, sessions.steps(id), messages,
                similar.find(actor.accountId(), id, session.problemSummary()));
    }

    private Message store(Actor actor, SessionId session, MessageId question, Answer made) {
        sessions.lock(session);
        Message answer = Message.of(new MessageId(ids.next()), made, question, clock.instant());
        rows.insert(actor.accountId(), session, answer, Integer.MAX_VALUE);
        return rows.answerTo(question).orElseThrow();
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }
}
