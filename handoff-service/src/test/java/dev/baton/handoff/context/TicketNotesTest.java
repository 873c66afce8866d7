package dev.baton.handoff.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.events.SessionId;
import dev.baton.events.StepId;
import dev.baton.events.StepKind;
import dev.baton.events.UserId;
import dev.baton.handoff.session.Session;
import dev.baton.handoff.session.SessionStatus;
import dev.baton.handoff.session.Step;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** H5: the notes are markdown, and what people wrote is text in it. */
class TicketNotesTest {
    private static final UserId JO = new UserId(UUID.randomUUID());
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @Test
    void theNotesTellTheSessionsOwnFacts() {
        String notes = TicketNotes.markdown(session("Outlook does not sync", "Jo Park"),
                List.of(step("Rebuilt the cache", "Still disconnected", "outlook.exe /cleanviews"),
                        step("Asked the user", null, null)),
                "Out of ideas", "The user waits.\nCall first.");

        assertThat(notes).isEqualTo("""
                ## Outlook does not sync

                - Domain: mail
                - Ticket: #12345
                - Worked on by: Jo Park
                - Handed off because: Out of ideas

                ### What was tried

                - **action** Rebuilt the cache → Still disconnected
                  ```
                  outlook.exe /cleanviews
                  ```
                - **action** Asked the user

                ### Notes

                The user waits.
                Call first.
                """);
    }

    @Test
    void whatPeopleWroteNeverBecomesMarkup() {
        String notes = TicketNotes.markdown(session("<img src=x> ##", "*Jo* [Park](https://evil.example)"),
                List.of(step("**Done**\n# Not a heading", "`x` &lt;b&gt; _no_", "a\n````\n# still the command")),
                "![x](y)\n---", "# Big\n    code\n- [x] list\n1. one\n===\n> quote\n|a|b|\n:-|-\n~~no~~ end\\");

        assertThat(notes).isEqualTo("""
                ## \\<img src=x> \\#\\#

                - Domain: mail
                - Ticket: #12345
                - Worked on by: \\*Jo\\* \\[Park](https://evil.example)
                - Handed off because: !\\[x](y) ---

                ### What was tried

                - **action** \\*\\*Done\\*\\* # Not a heading → \\`x\\` \\&lt;b\\&gt; \\_no\\_
                  `````
                  a
                  ````
                  # still the command
                  `````

                ### Notes

                \\# Big
                code
                \\- \\[x] list
                1\\. one
                \\===
                \\> quote
                \\|a|b|
                \\:-|-
                \\~\\~no\\~\\~ end\\\\
                """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"C:\\Users\\jo; C:\\Users\\jo", "session_step; session_step",
            "R&D uses #12345; R&D uses #12345", "2 > 1 (sure); 2 > 1 (sure)", "\\\\server\\share; \\\\\\server\\share",
            "\\*; \\\\\\*"})
    void whatMeansNothingThereStaysAsItIs(String written, String shown) {
        assertThat(MarkdownText.oneLine(written)).isEqualTo(shown);
    }

    private static Session session(String problem, String author) {
        return new Session(new SessionId(UUID.randomUUID()), problem, "mail", "12345", SessionStatus.ESCALATED, JO,
                author, null, null, 1, NOON, NOON);
    }

    private static Step step(String text, @Nullable String outcome, @Nullable String command) {
        return new Step(new StepId(UUID.randomUUID()), StepKind.ACTION, text, outcome, command, JO, "Jo Park", NOON);
    }
}
