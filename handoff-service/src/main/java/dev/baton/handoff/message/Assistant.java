package dev.baton.handoff.message;

/** Answers what people write in a session: the built-in rules, or a model. */
public interface Assistant {
    /**
     * Answers the last message. It may take long and is interrupted when its time is up; it runs outside of any transaction
     * and without a tenant, so that it reads nothing but the conversation. Whatever it throws counts as no answer.
     */
    Answer answer(Conversation conversation) throws InterruptedException;
}
