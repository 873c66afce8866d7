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

    /**
     * Uses a token and gives the next, in the transaction of its caller; empty when it must not be used, and then its
     * family has ended.
     */
    Optional<Rotated> rotate(RefreshToken token) {
        Optional<Family> family = lockFamily(token);
        Optional<Rotated> rotated = family.flatMap(found -> use(token, found));
        if (rotated.isEmpty()) {
            family.ifPresent(found -> end(token, found));
        }
        return rotated;
    }

    /** Ends the token's family: sign-out. */
    void revoke(RefreshToken token) {
        Tenant.run(token.account(), () -> transaction
                .executeWithoutResult(status -> lockFamily(token).ifPresent(family -> end(token, family))));
    }

    // One at a time in a family: or a token that somebody is just being given would survive its family's end, unseen by
    // the DELETE of a transaction that began before it was committed. And not while all sign-ins of the person are ended,
    // which begins with a change of their row.
    private Optional<Family> lockFamily(RefreshToken token) {
        Optional<Family> family = jdbc.sql("""
                SELECT family_id, member_id FROM refresh_token WHERE account_id = :account AND secret_hash = :hash
                """)
                .param("account", token.account().value())
                .param("hash", token.hash())
                .query((row, number) -> new Family(Columns.uuid(row, "family_id"),
                        new UserId(Columns.uuid(row, "member_id"))))
                .optional();
        family.ifPresent(found -> jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(:family, 0))")
                .param("family", found.id().toString())
                .query((row, number) -> true)
                .single());
        family.ifPresent(found -> jdbc.sql("SELECT id FROM member WHERE id = :id FOR SHARE")
                .param("id", found.member().value())
                .query((row, number) -> true)
                .single());
        return family;
    }

    private Optional<Rotated> use(RefreshToken token, Family family) {
        int used = jdbc.sql("""
                UPDATE refresh_token SET used_at = :now
                WHERE account_id = :account AND secret_hash = :hash AND used_at IS NULL AND expires_at > :now
                """)
                .param("now", Columns.timestamp(clock.instant()))
                .param("account", token.account().value())
                .param("hash", token.hash())
                .update();
        return used == 0
                ? Optional.empty()
                : Optional.of(new Rotated(family.member(), insert(token.account(), family.id(), family.member())));
    }

    private void end(RefreshToken token, Family family) {
        jdbc.sql("DELETE FROM refresh_token WHERE account_id = :account AND family_id = :family")
                .param("account", token.account().value())
                .param("family", family.id())
                .update();
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

    private record Family(UUID id, UserId member) {}

    record Rotated(UserId member, RefreshToken next) {}
}
