package dev.baton.handoff.identity.membership;

import dev.baton.events.Role;
import dev.baton.events.UserId;
import dev.baton.platform.database.Columns;
import dev.baton.platform.security.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The people of the current tenant with what only admins see, those who were invited or have left included. */
@Service
public class Memberships {
    private static final String SELECT = """
            SELECT id, name, email, role, CASE WHEN invited THEN 'invited' ELSE status END AS status, time_zone,
                password_hash IS NOT NULL AS joined
            FROM member WHERE status <> 'deleted'
            """;

    private final JdbcClient jdbc;

    Memberships(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By name. */
    @Transactional(readOnly = true)
    public List<Membership> all() {
        return jdbc.sql(SELECT + "ORDER BY name, id").query(Memberships::membership).list();
    }

    @Transactional(readOnly = true)
    public Optional<Membership> find(UserId id) {
        return jdbc.sql(SELECT + "AND id = :id").param("id", id.value()).query(Memberships::membership).optional();
    }

    /**
     * Lets one transaction at a time change the members of the account: two owners who demote each other at once would
     * leave none. The role is the lower of the token's and the present one, because for the 15 minutes that a token
     * lives a former admin could make a new one.
     *
     * @return the role in which the actor acts, admin or owner
     * @throws NotAnAdmin 403
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Role beginChange(Actor actor) {
        // Not FOR UPDATE, which would wait for whoever adds a row that refers to the account.
        jdbc.sql("SELECT account_id FROM account FOR NO KEY UPDATE").query((row, number) -> true).single();
        return find(actor.id()).filter(me -> me.status() == Membership.Status.ACTIVE)
                .map(me -> me.role().compareTo(actor.role()) < 0 ? me.role() : actor.role())
                .filter(role -> role.compareTo(Role.ADMIN) >= 0)
                .orElseThrow(NotAnAdmin::new);
    }

    /** The person, whom nobody else changes until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Locked> lock(UserId id) {
        return jdbc.sql(SELECT + "AND id = :id FOR NO KEY UPDATE")
                .param("id", id.value())
                .query((row, number) -> new Locked(membership(row, number), row.getBoolean("joined")))
                .optional();
    }

    /** Whether the account keeps an active owner without this one. */
    @Transactional(readOnly = true)
    public boolean hasOtherOwner(UserId than) {
        return jdbc.sql("""
                SELECT EXISTS (SELECT 1 FROM member WHERE role = 'owner' AND status = 'active' AND id <> :id)
                """)
                .param("id", than.value())
                .query(Boolean.class)
                .single();
    }

    private static Membership membership(ResultSet row, int number) throws SQLException {
        return new Membership(new UserId(Columns.uuid(row, "id")), row.getString("name"), row.getString("email"),
                Columns.constant(Role.class, row, "role"), Columns.constant(Membership.Status.class, row, "status"),
                row.getString("time_zone"));
    }

    /**
     * A person whose row is held.
     *
     * @param joined whether they have ever accepted an invitation or been added without; the directory knows nobody else
     */
    public record Locked(Membership person, boolean joined) {}
}
