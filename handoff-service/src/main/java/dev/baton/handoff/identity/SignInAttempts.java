package dev.baton.handoff.identity;

import dev.baton.platform.database.Columns;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Bounds how often a password may be guessed. Counted per address in the database, so that replicas share the count, and
 * for addresses that nobody has as well, so that nothing is learnt from who is counted.
 */
@Service
public class SignInAttempts {
    private static final String FAILURES = "(SELECT count(*) FROM unnest(a.failed_at) t WHERE t > :since)";

    private final JdbcClient jdbc;
    private final TransactionOperations transaction;
    private final IdentityProperties settings;
    private final Clock clock;

    SignInAttempts(JdbcClient jdbc, TransactionOperations transaction, IdentityProperties settings, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Before a password is looked at.
     *
     * @throws TooManyAttempts 429
     */
    public void refuseIfTooMany(String email) {
        transaction.executeWithoutResult(status -> refuse(email));
    }

    /**
     * Counts a wrong password. Of many guesses at once only as many are told to be wrong as may fail: the others, which
     * were let in before those were counted, learn nothing.
     *
     * @throws TooManyAttempts 429
     */
    public void failed(String email) {
        Integer counted = transaction.execute(status -> bind("""
                INSERT INTO sign_in_attempt AS a (address_hash, failed_at, last_at)
                VALUES (:address, ARRAY[CAST(:now AS timestamptz)], :now)
                ON CONFLICT (address_hash) DO UPDATE
                SET failed_at = array(SELECT t FROM unnest(a.failed_at) t WHERE t > :since ORDER BY t)
                    || CAST(:now AS timestamptz), last_at = :now
                WHERE
                """ + FAILURES + " < :most", email)
                .param("now", Columns.timestamp(clock.instant()))
                .param("most", settings.failedSignIns())
                .update());
        if (counted == null || counted == 0) {
            refuseIfTooMany(email);
        }
    }

    /**
     * Forgets the failures, after the right password.
     *
     * @throws TooManyAttempts 429, when others failed too often while it was looked at
     */
    public void succeeded(String email) {
        transaction.executeWithoutResult(status -> {
            bind("DELETE FROM sign_in_attempt a WHERE address_hash = :address AND " + FAILURES + " < :most", email)
                    .param("most", settings.failedSignIns())
                    .update();
            refuse(email);
        });
    }

    private void refuse(String email) {
        bind("""
                SELECT (SELECT min(t) FROM unnest(a.failed_at) t WHERE t > :since) AS oldest FROM sign_in_attempt a
                WHERE address_hash = :address AND
                """ + FAILURES + " >= :most", email)
                .param("most", settings.failedSignIns())
                .query((row, number) -> Columns.instant(row, "oldest"))
                .optional()
                .ifPresent(oldest -> {
                    throw new TooManyAttempts(
                            Duration.between(clock.instant(), oldest.plus(settings.failureWindow())));
                });
    }

    private JdbcClient.StatementSpec bind(String sql, String email) {
        Instant since = clock.instant().minus(settings.failureWindow());
        return jdbc.sql(sql)
                .param("address", Secrets.hash(email.toLowerCase(Locale.ROOT)))
                .param("since", Columns.timestamp(since));
    }
}
