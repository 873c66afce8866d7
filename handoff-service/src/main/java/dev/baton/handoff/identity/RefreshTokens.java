package dev.baton.handoff.identity;

import dev.baton.events.AccountId;
import dev.baton.events.UserId;
import dev.baton.platform.database.Columns;
import dev.baton.platform.tenancy.Tenant;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Rotating refresh tokens (RFC 9700, section 4.14.2): each is good for one use, and a second use ends all that came
 * from the same sign-in, because one of the two users stole it.
 */
final class RefreshTokens {
    private final JdbcClient jdbc;
    private final TransactionOperations transaction;
    private final IdentityProperties settings;
    private final RandomGenerator random;
    private final Clock clock;

    RefreshTokens(JdbcClient jdbc, TransactionOperations transaction, IdentityProperties settings,
            RandomGenerator random, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.settings = settings;
        this.random = random;
        this.clock = clock;
    }

    /** The first token of a sign-in. */
    RefreshToken begin(AccountId account, UserId member) {
        return Tenant.call(account, () -> transaction.execute(status -> insert(account, UUID.randomUUID(), member)));
    }

    /** Uses a token and gives the next; empty when it must not be used, and then its family has ended. */
    Optional<Rotated> rotate(RefreshToken token) {
        return Tenant.call(token.account(), () -> transaction.execute(status -> {
            Optional<Rotated> rotated = use(token);
            if (rotated.isEmpty()) {
                end(token);
            }
            return rotated;
        }));
    }

    /** Ends the token's family: sign-out. */
    void revoke(RefreshToken token) {
        Tenant.run(token.account(), () -> transaction.executeWithoutResult(status -> end(token)));
    }

    // One conditional UPDATE decides between two who come with the same token.
    private Optional<Rotated> use(RefreshToken token) {
        return jdbc.sql("""
                UPDATE refresh_token SET used_at = :now
                WHERE account_id = :account AND secret_hash = :hash AND used_at IS NULL AND expires_at > :now
                RETURNING family_id, member_id
                """)
                .param("now", Columns.timestamp(clock.instant()))
                .param("account", token.account().value())
                .param("hash", token.hash())
                .query((row, number) -> {
                    UserId member = new UserId(Columns.uuid(row, "member_id"));
                    return new Rotated(member, insert(token.account(), Columns.uuid(row, "family_id"), member));
                })
                .optional();
    }

    private void end(RefreshToken token) {
        jdbc.sql("""
                DELETE FROM refresh_token WHERE account_id = :account AND family_id =
                    (SELECT family_id FROM refresh_token WHERE account_id = :account AND secret_hash = :hash)
                """).param("account", token.account().value()).param("hash", token.hash()).update();
    }

    private RefreshToken insert(AccountId account, UUID family, UserId member) {
        RefreshToken token = RefreshToken.make(account, random);
        Instant expires = clock.instant().plus(settings.refreshTokenLife());
        jdbc.sql("""
                INSERT INTO refresh_token (account_id, secret_hash, family_id, member_id, expires_at)
                VALUES (:account, :hash, :family, :member, :expires)
                """)
                .param("account", account.value())
                .param("hash", token.hash())
                .param("family", family)
                .param("member", member.value())
                .param("expires", Columns.timestamp(expires))
                .update();
        return token;
    }

    record Rotated(UserId member, RefreshToken next) {}
}
