package dev.baton.handoff.context;

import dev.baton.handoff.session.Session;
import dev.baton.handoff.session.Step;
import java.util.List;
import java.util.Locale;

/** Writes a session's documentation: ticket notes in markdown, made of the session's own facts (H5). */
public final class TicketNotes {
    /** How the line begins that names the author. */
    public static final String AUTHOR = "- Worked on by: ";

    private TicketNotes() {}

    /**
     * Writes the notes of one session as it is handed on.
     *
     * @param reason why it is handed on
     * @param notes what else the author wants to say; may be blank
     */
    public static String markdown(Session session, List<Step> steps, String reason, String notes) {
        StringBuilder text = new StringBuilder();
        text.append("## ").append(MarkdownText.heading(session.problemSummary())).append("\n\n");
        text.append("- Domain: ").append(session.domain()).append('\n');
        if (session.psaTicketId() != null) {
            text.append("- Ticket: #").append(session.psaTicketId()).append('\n');
        }
        text.append(workedOnBy(session.authorName()));
        text.append("- Handed off because: ").append(MarkdownText.oneLine(reason)).append("\n\n### What was tried\n\n");
        if (steps.isEmpty()) {
            text.append("Nothing was recorded.\n");
        }
        int earlier = Math.max(0, steps.size() - Snapshot.MAX_STEPS);
        if (earlier > 0) {
            text.append("- ").append(earlier).append(" earlier steps are in the session.\n");
        }
        steps.stream().skip(earlier).forEach(step -> append(text, step));
        if (!notes.isBlank()) {
            text.append("\n### Notes\n\n").append(MarkdownText.lines(notes)).append('\n');
        }
        return text.toString();
    }

    /** The line that names the author. */
    public static String workedOnBy(String name) {
        return AUTHOR + MarkdownText.oneLine(name) + '\n';
    }

    private static void append(StringBuilder text, Step step) {
        text.append("- **")
                .append(step.kind().name().toLowerCase(Locale.ROOT))
                .append("** ")
                .append(MarkdownText.oneLine(step.text()));
        if (step.outcome() != null) {
            text.append(" → ").append(MarkdownText.oneLine(step.outcome()));
        }
        text.append('\n');
        if (step.command() != null) {
            String fence = fence(step.command());
            text.append("  ")
                    .append(fence)
                    .append('\n')
                    .append(step.command().strip().indent(2))
                    .append("  ")
                    .append(fence)
                    .append('\n');
        }
    }

    // A fence longer than any in the command keeps the command from closing its own block (CommonMark 4.5).
    private static String fence(String command) {
        String fence = "```";
        while (command.contains(fence)) {
            fence += "`";
        }
        return fence;
    }
}
