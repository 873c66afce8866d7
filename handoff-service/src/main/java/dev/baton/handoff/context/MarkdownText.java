package dev.baton.handoff.context;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text of people or of a model inside of markdown: it reads there as it was written and cannot become markup. Only what
 * would mean something to CommonMark 0.31 or GitHub's extensions is escaped, because many ticket systems show the source.
 */
public final class MarkdownText {
    // A backslash before a letter and an underscore inside of a word mean nothing: paths and names stay as they are.
    private static final Pattern ANYWHERE = Pattern.compile(
            "[`*\\[<~]|\\\\(?=\\p{Punct}|$)|(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])|&(?=#?\\w+;)");
    // One of these begins whatever it finds.
    private static final String ESCAPED = "`*\\[<~_&";
    // Headings and their underlines, quotes, lists, rules, rows of tables.
    private static final Pattern LINE_BEGINNING = Pattern.compile("^(\\d{0,9})([#>+=|:.)-])");
    private static final Pattern HEADING_END = Pattern.compile("#(?=#*$)");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private MarkdownText() {}

    /** As a part of a line that begins with something of ours. */
    public static String oneLine(String text) {
        return escaped(SPACE.matcher(text.strip()).replaceAll(" "));
    }

    /** As the text of a heading, whose last number signs would be taken for its end. */
    static String heading(String text) {
        return HEADING_END.matcher(oneLine(text)).replaceAll("\\\\#");
    }

    /** As lines of their own. Their indentation, which would make code of them, is taken away. */
    public static String lines(String text) {
        return text.strip()
                .lines()
                .map(line -> LINE_BEGINNING.matcher(escaped(line.strip())).replaceFirst("$1\\\\$2"))
                .collect(Collectors.joining("\n"));
    }

    private static String escaped(String line) {
        // Most lines have nothing to escape, and to see that takes no expression.
        return line.chars().anyMatch(character -> ESCAPED.indexOf(character) >= 0)
                ? ANYWHERE.matcher(line).replaceAll("\\\\$0")
                : line;
    }
}
