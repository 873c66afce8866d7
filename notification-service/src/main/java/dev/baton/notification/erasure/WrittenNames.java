package dev.baton.notification.erasure;

import dev.baton.events.AccountId;
import dev.baton.events.EscalationTitle;
import dev.baton.events.UserId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Names that were written down beside the id of their person. In the caller's transaction. */
@Component
class WrittenNames {
    // In the order in which everybody locks: handoffs, as an event that stops messages; deliveries; webhooks, as whoever
    // writes down what came of an attempt. No index by person: people are erased
    // rarely, deliveries are written all the time, and the account leads the key that is read instead.
    private static final List<String> PLACES = List.of(
            "UPDATE handoff_state SET target_name = :with WHERE account_id = :account AND target_id = :person",
            "UPDATE delivery SET recipient_name = :with WHERE account_id = :account AND recipient_id = :person",
            "UPDATE delivery SET asked_by_name = :with WHERE account_id = :account AND asked_by_id = :person",
            "UPDATE webhook SET set_by_name = :with WHERE account_id = :account AND set_by_id = :person",
            "UPDATE webhook_change SET by_name = :with WHERE account_id = :account AND by_id = :person");
    private static final String ESCALATED = """
            UPDATE handoff_state
            SET title = :beginning || :with || substr(title, length(:beginning || escalated_by_name) + 1),
                escalated_by_name = :with
            WHERE account_id = :account AND escalated_by_id = :person""";

    private final JdbcClient jdbc;

    WrittenNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void replace(AccountId account, UserId person, String with) {
        bind(ESCALATED, account, person, with).param("beginning", EscalationTitle.BEGINNING).update();
        PLACES.forEach(place -> bind(place, account, person, with).update());
    }

    private StatementSpec bind(String sql, AccountId account, UserId person, String with) {
        return jdbc.sql(sql).param("account", account.value()).param("person", person.value()).param("with", with);
    }
}
