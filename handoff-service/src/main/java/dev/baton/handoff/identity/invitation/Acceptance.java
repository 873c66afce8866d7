package dev.baton.handoff.identity.invitation;

import dev.baton.events.UserId;
import dev.baton.handoff.identity.Member;
import dev.baton.handoff.identity.Members;
import dev.baton.handoff.identity.SignIn;
import dev.baton.handoff.identity.membership.MemberAction;
import dev.baton.handoff.identity.membership.MemberHistory;
import dev.baton.platform.database.Columns;
import dev.baton.platform.tenancy.Tenant;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** An invited person chooses a password, and from then on is a member. */
@Service
@ConditionalOnProperty(name = "baton.identity.built-in", matchIfMissing = true)
public class Acceptance {
    private final JdbcClient jdbc;
    private final TransactionOperations transaction;
    private final PasswordEncoder passwords;
    private final Members members;
    private final MemberHistory history;
    private final SignIn signIn;
    private final Clock clock;

    Acceptance(JdbcClient jdbc, TransactionOperations transaction, PasswordEncoder passwords, Members members,
            MemberHistory history, SignIn signIn, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.passwords = passwords;
        this.members = members;
        this.history = history;
        this.signIn = signIn;
        this.clock = clock;
    }

    /**
     * Accepts an invitation and signs in.
     *
     * @throws InvalidInvitation 401
     */
    public SignIn.SignedIn accept(InvitationToken token, String password) {
        return Tenant.call(token.account(), () -> {
            // Looked up first, because the route is open and a password costs time to hash.
            Optional<UserId> found = transaction.execute(status -> find(token));
            UserId invited = found.orElseThrow(InvalidInvitation::new);
            String hash = passwords.encode(password);
            return Objects.requireNonNull(transaction.execute(status -> join(token, invited, hash)));
        });
    }

    private Optional<UserId> find(InvitationToken token) {
        return jdbc.sql("""
                SELECT member_id FROM invitation WHERE account_id = :account AND secret_hash = :hash
                  AND expires_at > :now
                """)
                .param("account", token.account().value())
                .param("hash", token.hash())
                .param("now", Columns.timestamp(clock.instant()))
                .query((row, number) -> new UserId(Columns.uuid(row, "member_id")))
                .optional();
    }

    // The person first and then the invitation, as everybody locks them. Each of the two may have been changed since it
    // was looked up: the person by whoever withdrew the invitation, the invitation by whoever gave another.
    private SignIn.SignedIn join(InvitationToken token, UserId id, String hash) {
        int joined = jdbc.sql("""
                UPDATE member SET status = 'active', invited = false, password_hash = :hash WHERE id = :id AND invited
                """).param("hash", hash).param("id", id.value()).update();
        int used = jdbc.sql("DELETE FROM invitation WHERE member_id = :id AND secret_hash = :hash")
                .param("id", id.value())
                .param("hash", token.hash())
                .update();
        if (joined == 0 || used == 0) {
            throw new InvalidInvitation();
        }
        Member member = members.find(id).orElseThrow(InvalidInvitation::new);
        history.did(token.account(), id, id, MemberAction.JOINED, null);
        members.announce(member);
        return signIn.anew(member);
    }
}
