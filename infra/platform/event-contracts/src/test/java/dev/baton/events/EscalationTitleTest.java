package dev.baton.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EscalationTitleTest {
    @Test
    void theTicketStandsBeforeTheProblem() {
        assertThat(title("Outlook is failing", "12345"))
                .isEqualTo("Escalation from Jo Park · #12345: Outlook is failing");
    }

    @Test
    void withoutATicketItIsLeftOut() {
        assertThat(title("Outlook is failing", null)).isEqualTo("Escalation from Jo Park: Outlook is failing");
    }

    @Test
    void aLongProblemIsCutAtAWord() {
        assertThat(
                title("Outlook is failing to sync email for one user since the update of last Tuesday evening", null))
                .isEqualTo(
                        "Escalation from Jo Park: Outlook is failing to sync email for one user since the update of last…");
    }

    @Test
    void aLongWordIsCutAtSeventyCodePointsAndNeverInsideOne() {
        assertThat(title("🖨".repeat(80), null)).isEqualTo("Escalation from Jo Park: " + "🖨".repeat(70) + "…");
    }

    private static String title(String problem, @Nullable String ticket) {
        UUID id = new UUID(0, 1);
        return EscalationTitle.of(new HandoffCard(new HandoffId(id), new SessionId(id), problem, "mail", Priority.HIGH,
                "Out of ideas", 4, ticket, new Person(new UserId(id), "Jo Park"), null, Instant.EPOCH, 1, 1));
    }
}
