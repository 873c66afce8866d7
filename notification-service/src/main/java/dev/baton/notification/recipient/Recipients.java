package dev.baton.notification.recipient;

import dev.baton.events.AccountId;
import dev.baton.events.DirectoryUserChanged;
import dev.baton.events.HandoffCard;
import dev.baton.events.Person;
import dev.baton.events.UserId;
import dev.baton.platform.database.Columns;
import dev.baton.platform.tenancy.NameLock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The people of each account as far as their directory was read. All methods run in the caller's transaction; the names
 * that they return may be written down in it, see {@link NameLock}.
 */
@Repository
public class Recipients {
    /** Of all that this service consumes; the progress of the directory is kept under this name. */
    public static final String GROUP = "notification-service";

    private final JdbcClient jdbc;
    private final NameLock names;

    Recipients(JdbcClient jdbc, NameLock names) {
        this.jdbc = jdbc;
        this.names = names;
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
        names.lockToWrite(account);
        return jdbc.sql("""
                SELECT user_id, name FROM person
                WHERE account_id = :account AND may_pick_up AND user_id <> :escalator
                ORDER BY user_id""")
                .param("account", account.value())
                .param("escalator", escalator.value())
                .query((row, n) -> recipient(row))
                .list();
    }

    /** The person, if they may still pick up a handoff. */
    public Optional<Recipient> findEligible(AccountId account, UserId person) {
        names.lockToWrite(account);
        return jdbc.sql("""
                SELECT user_id, name FROM person
                WHERE account_id = :account AND may_pick_up AND user_id = :person""")
                .param("account", account.value())
                .param("person", person.value())
                .query((row, n) -> recipient(row))
                .optional();
    }

    /** Active admins and owners. */
    public List<Recipient> administrators(AccountId account) {
        names.lockToWrite(account);
        return jdbc.sql("""
                SELECT user_id, name FROM person WHERE account_id = :account AND may_administer
                ORDER BY user_id""")
                .param("account", account.value())
                .query((row, n) -> recipient(row))
                .list();
    }

    /** The card as it may be kept: an event has the name that an erased person had when it happened. */
    public HandoffCard withoutErasedNames(AccountId account, HandoffCard card) {
        names.lockToWrite(account);
        Person target = card.target();
        UUID escalator = card.handedOffBy().id().value();
        Map<UserId, String> erased = jdbc.sql("""
                SELECT user_id, name FROM person
                WHERE account_id = :account AND user_id IN (:named) AND status = 'deleted'""")
                .param("account", account.value())
                .param("named", target == null ? List.of(escalator) : List.of(escalator, target.id().value()))
                .query((row, n) -> recipient(row))
                .list()
                .stream()
                .collect(Collectors.toMap(Recipient::id, Recipient::name));
        if (erased.isEmpty()) {
            return card;
        }
        return new HandoffCard(card.handoffId(), card.sessionId(), card.problemSummary(), card.domain(),
                card.priority(), card.reason(), card.stepCount(), card.psaTicketId(),
                renamed(card.handedOffBy(), erased), target == null ? null : renamed(target, erased),
                card.createdAt(), card.version(), card.directoryVersion());
    }

    private static Person renamed(Person person, Map<UserId, String> names) {
        return new Person(person.id(), names.getOrDefault(person.id(), person.name()));
    }

    private static Recipient recipient(ResultSet row) throws SQLException {
        return new Recipient(new UserId(Columns.uuid(row, "user_id")), row.getString("name"));
    }
}
