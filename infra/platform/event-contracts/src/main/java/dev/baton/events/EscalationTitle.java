package dev.baton.events;

import org.jspecify.annotations.Nullable;

/** The one line by which people are told of an escalation, in the bell, by mail and in chat (N2). */
public final class EscalationTitle {
    /** What stands before the name. */
    public static final String BEGINNING = "Escalation from ";

    private static final int MAX_PROBLEM = 70;
    private static final int NEAR = 15;

    private EscalationTitle() {}

    /** {@code Escalation from {name} · #{ticket}: {problem}…}, without the ticket when there is none. */
    public static String of(HandoffCard card) {
        return of(card.handedOffBy().name(), card.psaTicketId(), card.problemSummary());
    }

    /** As {@link #of(HandoffCard)}, under whatever name. */
    public static String of(String name, @Nullable String psaTicketId, String problemSummary) {
        String ticket = psaTicketId == null ? "" : " · #" + psaTicketId;
        return BEGINNING + name + ticket + ": " + cut(problemSummary);
    }

    // Cut on code points, so that no emoji is halved, and at a space when one is near, so that no word is.
    private static String cut(String problem) {
        String text = problem.strip().replaceAll("\\s+", " ");
        if (text.codePointCount(0, text.length()) <= MAX_PROBLEM) {
            return text;
        }
        int end = text.offsetByCodePoints(0, MAX_PROBLEM);
        int space = text.lastIndexOf(' ', end);
        return text.substring(0, space >= text.offsetByCodePoints(0, MAX_PROBLEM - NEAR) ? space : end).strip() + "…";
    }
}
