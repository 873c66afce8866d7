package dev.baton.handoff.model;

/**
 * Keeps of a text what a person can see: line breaks, tabs and printable characters. What is invisible or turns the
 * direction of text is dropped, as are control characters and halves of characters, which no column takes. A model
 * neither gets nor gives a message that its reader cannot see.
 */
public final class VisibleText {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private VisibleText() {}

    public static String of(String text) {
        return text.codePoints()
                .filter(VisibleText::isVisible)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c == '\n' || c == '\t';
            // FORMAT holds the bidirectional controls and the invisible tags; the two joiners are part of words and emoji.
            case Character.FORMAT -> c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER;
            case Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
