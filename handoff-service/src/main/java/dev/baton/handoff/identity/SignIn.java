package dev.baton.handoff.identity;

import dev.baton.events.AccountId;
import dev.baton.events.MemberStatus;
import dev.baton.events.UserId;
import dev.baton.platform.database.Columns;
import dev.baton.platform.tenancy.Tenant;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.support.TransactionOperations;

/** Signing in, staying signed in, signing out (W5). */
public final class SignIn {
    private final JdbcClient jdbc;
    private final TransactionOperations transaction;
    private final PasswordEncoder passwords;
    private final Members members;
    private final SignInAttempts attempts;
    private final RefreshTokens refreshTokens;
    private final AccessTokenIssuer accessTokens;
    private final String hashOfNobody;

    SignIn(JdbcClient jdbc, TransactionOperations transaction, PasswordEncoder passwords, Members members,
            SignInAttempts attempts, RefreshTokens refreshTokens, AccessTokenIssuer accessTokens) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.passwords = passwords;
        this.members = members;
        this.attempts = attempts;
        this.refreshTokens = refreshTokens;
        this.accessTokens = accessTokens;
        this.hashOfNobody = passwords.encode("nobody has this password");
    }

    /**
     * Checks a password.
     *
     * @throws InvalidCredentials 401, for a wrong password and an unknown or inactive person alike
     * @throws TooManyAttempts 429, also for the right password
     */
    public SignedIn withPassword(String email, String password) {
        String address = email.toLowerCase(Locale.ROOT);
        attempts.refuseIfTooMany(address);
        Optional<Credential> found = find(address);
        // An unknown address costs the same time as a wrong password, so addresses cannot be probed by the clock.
        boolean right = passwords.matches(password, found.map(Credential::passwordHash).orElse(hashOfNobody));
        Optional<Credential> credential = found.filter(ignored -> right);
        if (credential.isEmpty()) {
            attempts.failed(address);
            throw new InvalidCredentials();
        }
        attempts.succeeded(address);
        return begin(credential.get());
    }

    private SignedIn begin(Credential credential) {
        Optional<SignedIn> signedIn = Tenant.call(credential.account(), () -> transaction.execute(
                status -> stillHolds(credential)
                        ? members.find(credential.member()).map(this::anew)
                        : Optional.<SignedIn>empty()));
        return signedIn.orElseThrow(InvalidCredentials::new);
    }

    // The row is held against whoever ends this person's sign-ins: that of an old password must not outlive its change.
    private boolean stillHolds(Credential credential) {
        return jdbc.sql("SELECT status = 'active' AND password_hash = :hash FROM member WHERE id = :id FOR SHARE")
                .param("hash", credential.passwordHash())
                .param("id", credential.member().value())
                .query(Boolean.class)
                .single();
    }

    /** Signs in somebody who has shown otherwise who they are, in the transaction of the caller. */
    public SignedIn anew(Member member) {
        return new SignedIn(accessTokens.issue(member), refreshTokens.begin(member.accountId(), member.id()));
    }

    /**
     * Trades a refresh token for a new pair; the access token names the role that the person has now.
     *
     * @throws InvalidRefreshToken 401, also when the person was deactivated
     */
    public SignedIn withRefreshToken(RefreshToken token) {
        // One transaction, so that a database that goes away between the two does not burn the token.
        Optional<SignedIn> signedIn = Tenant.call(token.account(), () -> transaction.execute(status -> refreshTokens
                .rotate(token)
                .flatMap(rotated -> members.find(rotated.member())
                        .filter(member -> member.status() == MemberStatus.ACTIVE)
                        .map(member -> new SignedIn(accessTokens.issue(member), rotated.next())))));
        return signedIn.orElseThrow(InvalidRefreshToken::new);
    }

    public void out(RefreshToken token) {
        refreshTokens.revoke(token);
    }

    private Optional<Credential> find(String email) {
        return transaction.execute(status -> jdbc.sql("SELECT * FROM find_credential(:email)")
                .param("email", email)
                .query((row, number) -> new Credential(new AccountId(Columns.uuid(row, "account_id")),
                        new UserId(Columns.uuid(row, "id")), row.getString("password_hash")))
                .optional());
    }

    /** A new pair of tokens. */
    public record SignedIn(String accessToken, RefreshToken refreshToken) {
        @Override
        public String toString() {
            return "SignedIn";
        }
    }

    private record Credential(AccountId account, UserId member, String passwordHash) {}
}
