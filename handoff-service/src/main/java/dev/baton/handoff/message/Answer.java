package dev.baton.handoff.message;

import dev.baton.handoff.model.VisibleText;

/**
 * What an assistant says. Whatever made the text, it is a text that can be stored and shown: cut at {@value #MAX_LENGTH}
 * characters, and all of it visible but line breaks and tabs.
 *
 * @param source what made it, for machines: {@code rules} or {@code model}
 * @param sourceLabel what made it, for people
 */
public record Answer(String text, String source, String sourceLabel) {
    /** In characters of Unicode. */
    public static final int MAX_LENGTH = 8_000;

    /** @throws IllegalArgumentException when nothing of the text can be seen */
    public Answer {
        text = cut(VisibleText.of(text.replaceAll("\\R", "\n")).strip());
        if (text.codePoints().allMatch(Answer::isBlank)) {
            throw new IllegalArgumentException("an answer says something");
        }
    }

    /** Another text of the same maker. */
    Answer with(String another) {
        return new Answer(another, source, sourceLabel);
    }

    private static boolean isBlank(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT;
    }

    // Cut between characters: half of an emoji is none.
    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= MAX_LENGTH
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_LENGTH - 1)) + "…";
    }
}
