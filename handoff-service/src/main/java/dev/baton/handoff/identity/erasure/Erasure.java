package dev.baton.handoff.identity.erasure;

import dev.baton.events.Role;
import dev.baton.events.UserId;
import dev.baton.handoff.identity.Members;
import dev.baton.handoff.identity.membership.MemberHistory;
import dev.baton.handoff.identity.membership.Membership;
import dev.baton.handoff.identity.membership.Memberships;
import dev.baton.handoff.identity.membership.OwnerOnly;
import dev.baton.platform.problem.NotFound;
import dev.baton.platform.security.Actor;
import dev.baton.platform.tenancy.NameLock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Erases a person (E8): name, address, password and bell. What they did stays, under {@link #NAME}, because the account's
 * sessions and its audit trail are made of it; so does what they and others wrote as free text.
 */
@Service
public class Erasure {
    /** What an erased person is called. */
    public static final String NAME = "Erased person";

    private final JdbcClient jdbc;
    private final TransactionOperations transaction;
    private final Memberships memberships;
    private final NameLock names;
    private final Members members;
    private final MemberHistory history;
    private final LastWrites lastWrites;
    private final WrittenNames writtenNames;

    Erasure(JdbcClient jdbc, TransactionOperations transaction, Memberships memberships, NameLock names,
            Members members, MemberHistory history, LastWrites lastWrites, WrittenNames writtenNames) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.memberships = memberships;
        this.names = names;
        this.members = members;
        this.history = history;
        this.lastWrites = lastWrites;
        this.writtenNames = writtenNames;
    }

    /**
     * Erases somebody who was deactivated, when nothing may write their name any more, or who never joined. It cannot be
     * undone. The directory topic tells of it. After a failure between its transactions it is not done, and may be asked
     * for again. Whoever is activated again in that very moment stays, but their name is gone from what was written before.
     *
     * @throws NotFound 404, also for whoever is erased already
     * @throws OwnerOnly 403, when an admin erases an owner
     * @throws StillActive 409
     * @throws TooEarlyToErase 409, until a quarter of an hour or so after they were deactivated; see {@link LastWrites}
     */
    public void erase(Actor actor, UserId id) {
        // While the names are locked the account hands nothing off and claims nothing. So what is much goes before: years
        // of what was written, which nobody waits for, and then the bell, whose rows are locked in an order of their own.
        transaction.executeWithoutResult(_ -> replaceNames(erasable(actor, id).person()));
        transaction.executeWithoutResult(_ -> {
            erasable(actor, id);
            emptyBell(id);
        });
        transaction.executeWithoutResult(_ -> eraseTheRest(actor, id));
    }

    private void eraseTheRest(Actor actor, UserId id) {
        Memberships.Locked locked = erasable(actor, id);
        names.lockToErase(actor.accountId());
        // Again, for what was written since: now nobody is writing.
        replaceNames(locked.person());
        emptyBell(id);
        forget(id);
        history.erased(actor, id);
        if (locked.joined()) {
            members.find(id).ifPresent(members::announce);
        }
    }

    private Memberships.Locked erasable(Actor actor, UserId id) {
        Role acting = memberships.beginChange(actor);
        Memberships.Locked locked = memberships.lock(id).orElseThrow(NotFound::new);
        Membership person = locked.person();
        if (person.role() == Role.OWNER && acting != Role.OWNER) {
            throw new OwnerOnly();
        }
        if (person.status() == Membership.Status.ACTIVE) {
            throw new StillActive();
        }
        if (locked.joined()) {
            history.deactivatedAt(id).ifPresent(lastWrites::refuseBeforeTheirEnd);
        }
        return locked;
    }

    private void replaceNames(Membership person) {
        writtenNames.replace(person.id(), history.namesOf(person), NAME);
    }

    // In the order of their ids, as everybody locks notices who changes several.
    private void emptyBell(UserId id) {
        jdbc.sql("""
                DELETE FROM notice WHERE id = ANY (ARRAY(
                    SELECT id FROM notice WHERE member_id = :id ORDER BY id FOR UPDATE))
                """).param("id", id.value()).update();
    }

    private void forget(UserId id) {
        for (String table : new String[]{"invitation", "refresh_token"}) {
            jdbc.sql("DELETE FROM " + table + " WHERE member_id = :id").param("id", id.value()).update();
        }
        // An address that nobody can have (RFC 2606); addresses are unique.
        jdbc.sql("""
                UPDATE member SET status = 'deleted', invited = false, name = :name, email = id || '@erased.invalid',
                    time_zone = 'UTC', password_hash = NULL
                WHERE id = :id
                """).param("name", NAME).param("id", id.value()).update();
    }
}
