package dev.baton.handoff.model;

/** The beginning of a text of people, as a model gets it where the whole would be too long. */
public final class Excerpt {
    /** What stands where the rest was left out. */
    public static final String CUT = " […] ";

    private Excerpt() {}

    /**
     * The text, or its beginning and {@link #CUT}.
     *
     * @param max in characters of Unicode
     */
    public static String of(String text, int max) {
        // Cut between characters: half of an emoji is none.
        return text.codePointCount(0, text.length()) <= max
                ? text
                : text.substring(0, text.offsetByCodePoints(0, max)) + CUT;
    }
}
