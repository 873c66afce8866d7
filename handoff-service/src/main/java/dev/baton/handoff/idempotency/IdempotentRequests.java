package dev.baton.handoff.idempotency;

import dev.baton.platform.database.Columns;
import dev.baton.platform.security.Actor;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers a repeated creating request with its first result (H7, and the draft RFC on {@code Idempotency-Key}).
 *
 * <p>A key belongs to the account, the person and the route. It is the first row of the effect's transaction, so a
 * simultaneous twin waits on the primary key until the first has committed, and a refusal, which rolls back, is not kept.
 */
@Service
public class IdempotentRequests {
    public static final String HEADER = "Idempotency-Key";

    /** How long a result is kept. */
    public static final Duration KEPT = Duration.ofHours(24);

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,255}");

    private final JdbcClient jdbc;
    private final TransactionOperations transaction;
    private final JsonMapper json;
    private final Clock clock;

    IdempotentRequests(JdbcClient jdbc, TransactionOperations transaction, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Runs the effect once and answers 201 with its result.
     *
     * @param key the header; without one the effect simply runs
     * @throws InvalidIdempotencyKey 400, when the key is not 1 to 255 printable ASCII characters
     * @throws IdempotencyKeyReused 422, when the key was used with another body
     */
    public <T> ResponseEntity<String> create(Actor actor, String route, @Nullable String key, Object body,
            Supplier<T> effect) {
        return create(actor, route, key, body, effect, result -> result);
    }

    /**
     * As the other, where the result holds something that must not be stored: a repeated request gets what is kept.
     *
     * @param kept makes it from the result
     */
    public <T> ResponseEntity<String> create(Actor actor, String route, @Nullable String key, Object body,
            Supplier<T> effect, UnaryOperator<T> kept) {
        if (key == null) {
            return created(
                    json.writeValueAsString(Objects.requireNonNull(transaction.execute(status -> effect.get()))));
        }
        if (!KEY.matcher(key).matches()) {
            throw new InvalidIdempotencyKey();
        }
        return created(Objects.requireNonNull(
                transaction.execute(status -> once(new Request(actor, route, key, hash(body)), effect, kept))));
    }

    private <T> String once(Request request, Supplier<T> effect, UnaryOperator<T> kept) {
        if (!insert(request)) {
            return stored(request);
        }
        T result = effect.get();
        bind(jdbc.sql("""
                UPDATE idempotency_key SET response = :response
                WHERE account_id = :account AND member_id = :member AND route = :route AND key = :key
                """), request).param("response", json.writeValueAsString(kept.apply(result))).update();
        return json.writeValueAsString(result);
    }

    // A key past its time that the clean-up has not met yet counts as new.
    private boolean insert(Request request) {
        return bind(jdbc.sql("""
                INSERT INTO idempotency_key AS k (account_id, member_id, route, key, body_hash, created_at)
                VALUES (:account, :member, :route, :key, :hash, :now)
                ON CONFLICT (account_id, member_id, route, key) DO UPDATE
                SET body_hash = excluded.body_hash, created_at = excluded.created_at, response = NULL
                WHERE k.created_at < :expired
                """), request)
                .param("hash", request.bodyHash())
                .param("now", Columns.timestamp(clock.instant()))
                .param("expired", Columns.timestamp(clock.instant().minus(KEPT)))
                .update() == 1;
    }

    private String stored(Request request) {
        return bind(jdbc.sql("""
                SELECT body_hash, response FROM idempotency_key
                WHERE account_id = :account AND member_id = :member AND route = :route AND key = :key
                """), request).query((row, number) -> {
            if (!row.getString("body_hash").equals(request.bodyHash())) {
                throw new IdempotencyKeyReused();
            }
            return row.getString("response");
        }).single();
    }

    private static JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement, Request request) {
        return statement.param("account", request.actor().accountId().value())
                .param("member", request.actor().id().value())
                .param("route", request.route())
                .param("key", request.key());
    }

    private String hash(Object body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(json.writeValueAsBytes(body));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static ResponseEntity<String> created(String body) {
        return ResponseEntity.status(HttpStatus.CREATED).contentType(MediaType.APPLICATION_JSON).body(body);
    }

    private record Request(Actor actor, String route, String key, String bodyHash) {}
}
