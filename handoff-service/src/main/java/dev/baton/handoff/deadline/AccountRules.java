package dev.baton.handoff.deadline;

import dev.baton.handoff.context.StoredJson;
import dev.baton.platform.database.Columns;
import dev.baton.platform.security.Actor;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The rules of the current tenant. A change holds for what begins to wait afterwards. */
@Service
public class AccountRules {
    private final JdbcClient jdbc;
    private final Clock clock;

    AccountRules(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public DeadlineRules current() {
        return jdbc.sql("SELECT rules FROM deadline_rules")
                .query((row, number) -> StoredJson.read(row.getString("rules"), DeadlineRules.class))
                .optional()
                .orElse(DeadlineRules.STANDARD);
    }

    @Transactional
    public DeadlineRules set(Actor actor, DeadlineRules rules) {
        jdbc.sql("""
                INSERT INTO deadline_rules (account_id, rules, changed_by, changed_at)
                VALUES (:account, :rules::jsonb, :actor, :now)
                ON CONFLICT (account_id) DO UPDATE
                SET rules = excluded.rules, changed_by = excluded.changed_by, changed_at = excluded.changed_at
                """)
                .param("account", actor.accountId().value())
                .param("rules", StoredJson.write(rules))
                .param("actor", actor.id().value())
                .param("now", Columns.timestamp(clock.instant()))
                .update();
        return rules;
    }
}
