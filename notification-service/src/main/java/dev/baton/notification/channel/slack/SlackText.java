package dev.baton.notification.channel.slack;

import dev.baton.notification.channel.OneLine;

/**
 * Text of people for Slack: on one line, with the three characters escaped that Slack gives a meaning to, so that no
 * mention and no link can be written (T6), and within Slack's limit.
 */
final class SlackText {
    private static final String CUT = "…";

    private SlackText() {}

    /** @param max characters of the escaped text, as Slack counts them; never ends within an entity or a character */
    static String of(String text, int max) {
        String line = OneLine.of(text);
        StringBuilder escaped = new StringBuilder();
        int lastFit = 0;
        for (int i = 0; i < line.length(); i += Character.charCount(line.codePointAt(i))) {
            escaped.append(escape(line.codePointAt(i)));
            if (escaped.length() <= max - CUT.length()) {
                lastFit = escaped.length();
            } else if (escaped.length() > max) {
                return escaped.substring(0, lastFit) + CUT;
            }
        }
        return escaped.toString();
    }

    private static String escape(int codePoint) {
        return switch (codePoint) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            default -> Character.toString(codePoint);
        };
    }
}
