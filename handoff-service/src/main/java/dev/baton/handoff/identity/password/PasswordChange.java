package dev.baton.handoff.identity.password;

import dev.baton.handoff.identity.Member;
import dev.baton.handoff.identity.Members;
import dev.baton.handoff.identity.SignIn;
import dev.baton.handoff.identity.SignInAttempts;
import dev.baton.handoff.identity.membership.MemberAction;
import dev.baton.handoff.identity.membership.MemberHistory;
import dev.baton.platform.problem.InvalidRequest;
import dev.baton.platform.problem.NotFound;
import dev.baton.platform.security.Actor;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** A person changes their own password. */
@Service
@ConditionalOnProperty(name = "baton.identity.built-in", matchIfMissing = true)
public class PasswordChange {
    private final JdbcClient jdbc;
    private final TransactionOperations transaction;
    private final PasswordEncoder passwords;
    private final Members members;
    private final SignInAttempts attempts;
    private final MemberHistory history;
    private final SignIn signIn;

    PasswordChange(JdbcClient jdbc, TransactionOperations transaction, PasswordEncoder passwords, Members members,
            SignInAttempts attempts, MemberHistory history, SignIn signIn) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.passwords = passwords;
        this.members = members;
        this.attempts = attempts;
        this.history = history;
        this.signIn = signIn;
    }

    /**
     * Replaces the password and ends all sign-ins of the person but the one that this begins. A wrong current password
     * counts as a failed sign-in: who has stolen an access token must not guess here either.
     *
     * @throws WrongPassword 422
     * @throws InvalidRequest 400, when the new one is the current one
     * @throws NotFound 404, when the account does not have the person, or not any more
     */
    public SignIn.SignedIn to(Actor actor, String current, String wanted) {
        Own own = Objects.requireNonNull(transaction.execute(status -> own(actor)));
        attempts.refuseIfTooMany(own.email());
        if (!passwords.matches(current, own.hash())) {
            attempts.failed(own.email());
            throw new WrongPassword();
        }
        attempts.succeeded(own.email());
        if (wanted.equals(current)) {
            throw new InvalidRequest("new_password", "is the current password");
        }
        String hash = passwords.encode(wanted);
        return Objects.requireNonNull(transaction.execute(status -> replace(actor, own.hash(), hash)));
    }

    private SignIn.SignedIn replace(Actor actor, String old, String hash) {
        int replaced = jdbc.sql("""
                UPDATE member SET password_hash = :hash WHERE id = :id AND status = 'active' AND password_hash = :old
                """).param("hash", hash).param("id", actor.id().value()).param("old", old).update();
        if (replaced == 0) {
            // Somebody else was faster, with the password that was right until then.
            throw new WrongPassword();
        }
        members.endSignIns(actor.id());
        history.did(actor.accountId(), actor.id(), actor.id(), MemberAction.PASSWORD_CHANGED, null);
        Member member = members.find(actor.id()).orElseThrow(NotFound::new);
        return signIn.anew(member);
    }

    private Own own(Actor actor) {
        return jdbc.sql("SELECT email, password_hash FROM member WHERE id = :id AND status = 'active'")
                .param("id", actor.id().value())
                .query((row, number) -> new Own(row.getString("email"), row.getString("password_hash")))
                .optional()
                .orElseThrow(NotFound::new);
    }

    private record Own(String email, String hash) {
        @Override
        public String toString() {
            return "Own";
        }
    }
}
