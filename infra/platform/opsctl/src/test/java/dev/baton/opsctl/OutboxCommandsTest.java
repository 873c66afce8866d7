package dev.baton.opsctl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.events.Topics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Acceptance E5: what cannot be published waits for an operator. */
class OutboxCommandsTest extends OperatedTest {
    @Test
    void aParkedStreamIsListedAndGoesOnOnceItsEventIsWithheld() throws Exception {
        insertUnreadable();
        awaitParked();

        assertThat(withhold("was never readable")).isZero();

        await().atMost(ofSeconds(15)).untilAsserted(() -> assertThat(service.applied(account)).containsExactly(1L));
        assertThat(run("outbox", "parked")).isZero();
        assertThat(withhold("again")).isOne();
        assertThat(err.toString(UTF_8)).contains("is not parked").doesNotContain("\tat ");
    }

    @Test
    void aReleasedStreamIsTriedAgainAndParkedAgainWhileNothingWasMended() throws Exception {
        insertUnreadable();
        awaitParked();

        assertThat(run("outbox", "release", "--account", account.toString(), "--topic", Topics.HANDOFF_EVENTS))
                .isZero();

        awaitParked();
        assertThat(service.applied(account)).isEmpty();
        withhold("so that it does not stay");
    }

    @Test
    void whatIsMisspeltChangesNothing() throws Exception {
        for (List<String> words : List.of(List.of("outbox"), List.of("outbox", "empty"),
                List.of("outbox", "release", "--topic", Topics.HANDOFF_EVENTS),
                List.of("outbox", "withhold", "--topic", "t", "--account", account.toString()),
                List.of("outbox", "parked", "--fast"), List.of("epoch", "raise"),
                List.of("epoch", "raise", "--topic", Topics.HANDOFF_EVENTS),
                List.of("epoch", "raise", "--topic", Topics.HANDOFF_EVENTS, "--all", "--account", "a"))) {
            assertThat(run(words.toArray(String[]::new))).as(words.toString()).isEqualTo(2);
        }
        assertThat(run("outbox", "release", "--account", "acme", "--topic", Topics.HANDOFF_EVENTS)).isOne();
        assertThat(run("epoch", "raise", "--topic", "other", "--all")).isOne();
    }

    private int withhold(String reason) throws InterruptedException {
        return run("outbox", "withhold", "--account", account.toString(), "--topic", Topics.HANDOFF_EVENTS, "--reason",
                reason);
    }

    private void awaitParked() {
        await().atMost(ofSeconds(15)).until(() -> {
            out.reset();
            return run("outbox", "parked") == 0
                    && out.toString(UTF_8).contains("account " + account + " topic " + Topics.HANDOFF_EVENTS);
        });
    }

    /** What no service writes: as a defect, or a hand in the table, would leave it. */
    private void insertUnreadable() throws SQLException {
        try (Connection connection = database.openAsSuperuser();
                PreparedStatement insert = connection
                        .prepareStatement(
                                """
                                        INSERT INTO outbox (account_id, topic, record_key, epoch, sequence, event_id, event_type, body,
                                            created_at) VALUES (?, ?, ?, 1, 1, ?, 'handoff_created', '{'::bytea, now())""")) {
            insert.setObject(1, account.value());
            insert.setString(2, Topics.HANDOFF_EVENTS);
            insert.setString(3, account.toString());
            insert.setObject(4, UUID.randomUUID());
            insert.executeUpdate();
        }
    }
}
