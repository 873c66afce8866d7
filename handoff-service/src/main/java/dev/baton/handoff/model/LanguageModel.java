package dev.baton.handoff.model;

/**
 * A language model that answers in text. There is one bean of it when {@code baton.model.provider} names a provider,
 * and none otherwise: ask for an {@code Optional<LanguageModel>}.
 *
 * <p>Safe for many threads at once. A call takes seconds, so never inside a transaction.
 */
public interface LanguageModel {
    /** Of the instructions and of the data; a longer text is a mistake of the caller. */
    int MAX_CHARACTERS = 120_000;

    /** What made an answer, for machines. */
    String SOURCE = "model";

    /** Which model it is, for people, as it is configured. */
    String name();

    /** What made an answer, for people. */
    default String label() {
        return "Language model " + name() + ", may be wrong";
    }

    /**
     * Asks once.
     *
     * @param instructions what to do; only what the program itself says, never text of people
     * @param data what to do it with. It goes over fenced (A6), and the model is told that it is data
     * @throws ModelUnavailable when there is no answer: refused, busy, broken, empty, or not within
     *     {@code baton.model.timeout}
     * @throws InterruptedException when the thread was interrupted; the call to the provider has ended then
     * @throws IllegalArgumentException when a text is longer than {@value #MAX_CHARACTERS} characters
     */
    Completion complete(String instructions, String data) throws InterruptedException;
}
