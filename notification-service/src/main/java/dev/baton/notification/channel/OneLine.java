package dev.baton.notification.channel;

/**
 * Makes text of people and of foreign systems fit for one line: line breaks and control characters become a space, what
 * is invisible or changes the direction of text is dropped, runs of white space become one space.
 *
 * <p>This is the one place that keeps a line break out of a mail header, where it would start a header of the writer's
 * choice: a name of {@code "Ann\r\nBcc: x@y"} once became a real Bcc.
 */
public final class OneLine {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private OneLine() {}

    public static String of(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> !isHidden(c))
                .map(c -> endsWord(c) ? ' ' : c)
                .filter(c -> c != ' ' || (!line.isEmpty() && line.charAt(line.length() - 1) != ' '))
                .forEach(line::appendCodePoint);
        return line.toString().stripTrailing();
    }

    private static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            // FORMAT holds the bidirectional controls; the two joiners are part of words and of emoji.
            case Character.FORMAT -> c != ZERO_WIDTH_JOINER && c != ZERO_WIDTH_NON_JOINER;
            // Half a character: it has no UTF-8 form.
            case Character.SURROGATE -> true;
            default -> false;
        };
    }

    private static boolean endsWord(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR ->
                true;
            default -> false;
        };
    }
}
