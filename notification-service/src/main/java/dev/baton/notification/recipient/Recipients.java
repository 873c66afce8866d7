package dev.baton.notification.recipient;

import dev.baton.events.AccountId;
import dev.baton.events.DirectoryUserChanged;
import dev.baton.events.UserId;
import dev.baton.platform.database.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The people of each account as far as their directory was read. All methods run in the caller's transaction. */
@Repository
public class Recipients {
    /** Of all that this service consumes; the progress of the directory is kept under this name. */
    public static final String GROUP = "notification-service";

    private final JdbcClient jdbc;

    Recipients(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps the newer state of the person; an older one, read again after a restart, changes nothing. */
    public void remember(AccountId account, DirectoryUserChanged person) {
        jdbc.sql("""
                INSERT INTO person (account_id, user_id, name, email, role, status, directory_version)
                VALUES (:account, :user, :name, :email, :role, :status, :version)
                ON CONFLICT (account_id, user_id) DO UPDATE
                SET name = excluded.name, email = excluded.email, role = excluded.role, status = excluded.status,
                    directory_version = excluded.directory_version
                WHERE person.directory_version < excluded.directory_version""")
                .param("account", account.value())
                .param("user", person.userId().value())
                .param("name", person.name())
                .param("email", person.email())
                .param("role", person.role().name().toLowerCase(Locale.ROOT))
                .param("status", person.status().name().toLowerCase(Locale.ROOT))
                .param("version", person.directoryVersion())
                .update();
    }

    /** Whoever may pick up a handoff (N1): active engineers, admins and owners, but for the one who escalated. */
    public List<Recipient> eligible(AccountId account, UserId escalator) {
        return jdbc.sql("""
                SELECT user_id, name FROM person
                WHERE account_id = :account AND may_pick_up AND user_id <> :escalator
                ORDER BY user_id""")
                .param("account", account.value())
                .param("escalator", escalator.value())
                .query((row, n) -> recipient(row))
                .list();
    }

    /** Active admins and owners. */
    public List<Recipient> administrators(AccountId account) {
        return jdbc.sql("""
                SELECT user_id, name FROM person WHERE account_id = :account AND may_administer
                ORDER BY user_id""")
                .param("account", account.value())
                .query((row, n) -> recipient(row))
                .list();
    }

    private static Recipient recipient(ResultSet row) throws SQLException {
        return new Recipient(new UserId(Columns.uuid(row, "user_id")), row.getString("name"));
    }
}
