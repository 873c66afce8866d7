package dev.baton.handoff.idempotency;

import dev.baton.platform.database.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The keys of the current tenant, with the results of their requests. */
@Repository
class Keys {
    private static final String OF_REQUEST = """
            WHERE account_id = :account AND member_id = :member AND route = :route AND key = :key
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Keys(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A key that is there already; {@code response} is null while its request is in progress. */
    record Stored(String bodyHash, @Nullable String response) {}

    /**
     * What a request began and may finish.
     *
     * @param until when a twin may take over; tells this lease from a later one of the key
     */
    record Lease(UUID begun, Instant until) {}

    // A key past its time that the clean-up has not met yet counts as new.
    boolean insert(KeyedRequest request) {
        return bind("""
                INSERT INTO idempotency_key AS k (account_id, member_id, route, key, body_hash, created_at)
                VALUES (:account, :member, :route, :key, :hash, :now)
                ON CONFLICT (account_id, member_id, route, key) DO UPDATE
                SET body_hash = excluded.body_hash, created_at = excluded.created_at, response = NULL, begun = NULL,
                    leased_until = NULL
                WHERE k.created_at < :expired
                """, request)
                .param("hash", request.bodyHash())
                .param("now", Columns.timestamp(clock.instant()))
                .param("expired", Columns.timestamp(clock.instant().minus(IdempotentRequests.KEPT)))
                .update() == 1;
    }

    Stored find(KeyedRequest request) {
        return bind("SELECT body_hash, response FROM idempotency_key " + OF_REQUEST, request)
                .query((row, number) -> new Stored(row.getString("body_hash"), row.getString("response")))
                .single();
    }

    Lease begin(KeyedRequest request, UUID begun, Duration lease) {
        return bind("UPDATE idempotency_key SET begun = :begun, leased_until = :until " + OF_REQUEST
                + "RETURNING begun, leased_until", request)
                .param("begun", begun)
                .param("until", Columns.timestamp(clock.instant().plus(lease)))
                .query(Keys::lease)
                .single();
    }

    /** What a request began whose lease has run out or was given back, for one of the twins; empty for all others. */
    Optional<Lease> takeOver(KeyedRequest request, Duration lease) {
        Instant now = clock.instant();
        return bind("UPDATE idempotency_key SET leased_until = :until " + OF_REQUEST
                + "AND response IS NULL AND leased_until <= :now RETURNING begun, leased_until", request)
                .param("until", Columns.timestamp(now.plus(lease)))
                .param("now", Columns.timestamp(now))
                .query(Keys::lease)
                .optional();
    }

    /** Gives a lease back before its time; does nothing once a twin has taken over, or there is a result. */
    void release(KeyedRequest request, Lease lease) {
        // Before all times, not now: the clock of the replica that takes over may be behind.
        bind("UPDATE idempotency_key SET leased_until = '-infinity' " + OF_REQUEST
                + "AND response IS NULL AND leased_until = :until", request)
                .param("until", Columns.timestamp(lease.until()))
                .update();
    }

    void finish(KeyedRequest request, String response) {
        bind("UPDATE idempotency_key SET response = :response " + OF_REQUEST, request)
                .param("response", response)
                .update();
    }

    private static Lease lease(ResultSet row, int number) throws SQLException {
        return new Lease(Columns.uuid(row, "begun"), Columns.instant(row, "leased_until"));
    }

    private JdbcClient.StatementSpec bind(String sql, KeyedRequest request) {
        return jdbc.sql(sql)
                .param("account", request.actor().accountId().value())
                .param("member", request.actor().id().value())
                .param("route", request.route())
                .param("key", request.key());
    }
}
