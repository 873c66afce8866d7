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
    private final RefreshTokens refreshTokens;
    private final AccessTokenIssuer accessTokens;
    private final String hashOfNobody;

    SignIn(JdbcClient jdbc, TransactionOperations transaction, PasswordEncoder passwords, Members members,
            RefreshTokens refreshTokens, AccessTokenIssuer accessTokens) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.passwords = passwords;
        this.members = members;
        this.refreshTokens = refreshTokens;
        this.accessTokens = accessTokens;
        this.hashOfNobody = passwords.encode("nobody has this password");
    }

    /**
     * Checks a password.
     *
     * @throws InvalidCredentials 401, for a wrong password and an unknown or inactive person alike
     */
    public SignedIn withPassword(String email, String password) {
        Optional<Credential> found = find(email.toLowerCase(Locale.ROOT));
        // An unknown address costs the same time as a wrong password, so addresses cannot be probed by the clock.
        boolean right = passwords.matches(password, found.map(Credential::passwordHash).orElse(hashOfNobody));
        Credential credential = found.filter(ignored -> right).orElseThrow(InvalidCredentials::new);
        RefreshToken refreshToken = refreshTokens.begin(credential.account(), credential.member());
        Member member = Tenant.call(credential.account(), () -> members.find(credential.member()))
                .orElseThrow(InvalidCredentials::new);
        return new SignedIn(accessTokens.issue(member), refreshToken);
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
