package dev.baton.handoff.message;

/**
 * What an assistant says. Whatever made the text, it is a text that can be stored and shown: cut at {@value #MAX_LENGTH}
 * characters, without control characters but line breaks and tabs.
 *
 * @param source what made it, for machines: {@code rules} or {@code model}
 * @param sourceLabel what made it, for people
 */
public record Answer(String text, String source, String sourceLabel) {
    /** In characters of Unicode. */
    public static final int MAX_LENGTH = 8_000;

    /** @throws IllegalArgumentException when nothing is left of the text */
    public Answer {
        text = cut(text.replaceAll("\\R", "\n").replaceAll("[\\p{Cc}&&[^\n\t]]", "").strip());
        if (text.isEmpty()) {
            throw new IllegalArgumentException("an answer says something");
        }
    }

    // Cut between characters: half of an emoji is none.
    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= MAX_LENGTH
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_LENGTH - 1)) + "…";
    }
}
