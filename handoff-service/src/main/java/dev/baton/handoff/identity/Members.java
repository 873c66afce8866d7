package dev.baton.handoff.identity;

import dev.baton.events.AccountId;
import dev.baton.events.DirectoryUserChanged;
import dev.baton.events.MemberStatus;
import dev.baton.events.Role;
import dev.baton.events.UserId;
import dev.baton.messaging.Outbox;
import dev.baton.platform.database.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The people of the current tenant. Every change is announced on the directory topic in the same transaction. */
@Service
public class Members {
    private static final String SELECT = "SELECT account_id, id, email, name, role, status FROM member ";

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final Clock clock;

    public Members(JdbcClient jdbc, Outbox outbox, Clock clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Optional<Member> find(UserId id) {
        return jdbc.sql(SELECT + "WHERE id = :id").param("id", id.value()).query(Members::member).optional();
    }

    /** Active people, by name. */
    @Transactional(readOnly = true)
    public List<Member> active() {
        return jdbc.sql(SELECT + "WHERE status = 'active' ORDER BY name, id").query(Members::member).list();
    }

    /** Those who are told about a new handoff: active engineers, admins and owners. */
    @Transactional(readOnly = true)
    public List<Member> whoTakeHandoffs() {
        return active().stream().filter(Member::takesHandoffs).toList();
    }

    @Transactional(readOnly = true)
    public String accountName() {
        return jdbc.sql("SELECT name FROM account").query(String.class).single();
    }

    /** Makes the account of the current tenant. */
    @Transactional
    public void open(AccountId account, String name) {
        jdbc.sql("INSERT INTO account (account_id, name, created_at) VALUES (:id, :name, :now)")
                .param("id", account.value())
                .param("name", name)
                .param("now", Columns.timestamp(clock.instant()))
                .update();
    }

    /**
     * Adds a person and announces them.
     *
     * @param passwordHash as a password encoder wrote it
     * @param timeZone an IANA zone id
     */
    @Transactional
    public void add(Member member, String passwordHash, String timeZone) {
        jdbc.sql("""
                INSERT INTO member (account_id, id, email, name, role, status, time_zone, password_hash, created_at)
                VALUES (:account, :id, :email, :name, :role, :status, :zone, :hash, :now)
                """)
                .param("account", member.accountId().value())
                .param("id", member.id().value())
                .param("email", member.email().toLowerCase(Locale.ROOT))
                .param("name", member.name())
                .param("role", member.role().name().toLowerCase(Locale.ROOT))
                .param("status", member.status().name().toLowerCase(Locale.ROOT))
                .param("zone", timeZone)
                .param("hash", passwordHash)
                .param("now", Columns.timestamp(clock.instant()))
                .update();
        announce(member);
    }

    /**
     * Ends all sign-ins of a person, after a change of their row in the same transaction: whoever is just being given a
     * token holds that row, so none is overlooked.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void endSignIns(UserId id) {
        jdbc.sql("DELETE FROM refresh_token WHERE member_id = :id").param("id", id.value()).update();
    }

    /** Tells the directory topic how a person is now. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void announce(Member member) {
        // The outbox sets the version: the sequence of this event in the account's directory.
        outbox.append(member.accountId(), new DirectoryUserChanged(member.id(), member.name(), member.email(),
                member.role(), member.status(), 0));
    }

    private static Member member(ResultSet row, int number) throws SQLException {
        return new Member(new AccountId(Columns.uuid(row, "account_id")), new UserId(Columns.uuid(row, "id")),
                row.getString("email"), row.getString("name"),
                Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
                MemberStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)));
    }
}
