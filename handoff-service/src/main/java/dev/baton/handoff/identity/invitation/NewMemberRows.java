package dev.baton.handoff.identity.invitation;

import dev.baton.events.AccountId;
import dev.baton.events.UserId;
import dev.baton.platform.database.Columns;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of people who are new. */
@Component
class NewMemberRows {
    private final JdbcClient jdbc;
    private final Clock clock;

    NewMemberRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Writes one.
     *
     * @param passwordHash null for who is invited, and active only when they have chosen one
     * @throws EmailTaken 409, also when it is in another account: sign-in knows an address and no account
     */
    void insert(AccountId account, UserId id, NewMember person, @Nullable String passwordHash) {
        boolean invited = passwordHash == null;
        int inserted = jdbc.sql("""
                INSERT INTO member
                    (account_id, id, email, name, role, status, invited, time_zone, password_hash, created_at)
                VALUES (:account, :id, :email, :name, :role, :status, :invited, :zone, :hash, :now)
                ON CONFLICT (email) DO NOTHING
                """)
                .param("account", account.value())
                .param("id", id.value())
                .param("email", person.email())
                .param("name", person.name())
                .param("role", Columns.constant(person.role()))
                .param("status", invited ? "deactivated" : "active")
                .param("invited", invited)
                .param("zone", person.timeZone())
                .param("hash", passwordHash)
                .param("now", Columns.timestamp(clock.instant()))
                .update();
        if (inserted == 0) {
            throw new EmailTaken();
        }
    }
}
