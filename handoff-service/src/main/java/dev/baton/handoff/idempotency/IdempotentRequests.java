package dev.baton.handoff.idempotency;

import dev.baton.platform.security.Actor;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers a repeated creating request with its first result (H7, and the draft RFC on {@code Idempotency-Key}).
 *
 * <p>A key belongs to the account, the person and the route. It is the first row of the effect's transaction, so a
 * simultaneous twin waits on the primary key until the first has committed, and a refusal, which rolls back, is not kept.
 * A {@link SlowEffect} commits the key before it waits; from then on its twin is refused, not kept waiting.
 */
@Service
public class IdempotentRequests {
    public static final String HEADER = "Idempotency-Key";

    /** How long a result is kept. */
    public static final Duration KEPT = Duration.ofHours(24);

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,255}");

    private final Keys keys;
    private final TransactionOperations transaction;
    private final JsonMapper json;

    IdempotentRequests(Keys keys, TransactionOperations transaction, JsonMapper json) {
        this.keys = keys;
        this.transaction = transaction;
        this.json = json;
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
            return created(json.writeValueAsString(inTransaction(effect)));
        }
        KeyedRequest request = request(actor, route, key, body);
        return created(inTransaction(() -> once(request, effect, kept)));
    }

    /**
     * As {@link #create(Actor, String, String, Object, Supplier)}, for an effect that holds no transaction while it waits.
     *
     * @throws RequestInProgress 409, while the first with this key has no result and its lease has not run out
     */
    public <T> ResponseEntity<String> create(Actor actor, String route, @Nullable String key, Object body,
            SlowEffect<T> effect) {
        if (key == null) {
            UUID begun = inTransaction(effect.begin());
            return created(json.writeValueAsString(effect.finish().apply(begun)));
        }
        KeyedRequest request = request(actor, route, key, body);
        Begun first = inTransaction(() -> begin(request, effect));
        if (first.response() != null) {
            return created(first.response());
        }
        Keys.Lease lease = Objects.requireNonNull(first.lease());
        try {
            return created(finish(request, effect, lease));
        } catch (RuntimeException e) {
            release(request, lease, e);
            throw e;
        }
    }

    private String finish(KeyedRequest request, SlowEffect<?> effect, Keys.Lease lease) {
        String response = json.writeValueAsString(effect.finish().apply(lease.begun()));
        // A crash before this commit leaves the lease to run out; whoever tries then finishes to the same result.
        transaction.executeWithoutResult(status -> keys.finish(request, response));
        return response;
    }

    // Nobody is at work any more, so a twin need not wait for the lease to run out.
    private void release(KeyedRequest request, Keys.Lease lease, RuntimeException failure) {
        try {
            transaction.executeWithoutResult(status -> keys.release(request, lease));
        } catch (TransactionException | DataAccessException e) {
            failure.addSuppressed(e);
        }
    }

    private <T> String once(KeyedRequest request, Supplier<T> effect, UnaryOperator<T> kept) {
        if (!keys.insert(request)) {
            String response = stored(request);
            if (response == null) {
                throw new RequestInProgress();
            }
            return response;
        }
        T result = effect.get();
        T keeping = kept.apply(result);
        String response = json.writeValueAsString(keeping);
        keys.finish(request, response);
        return keeping.equals(result) ? response : json.writeValueAsString(result);
    }

    private Begun begin(KeyedRequest request, SlowEffect<?> effect) {
        if (keys.insert(request)) {
            UUID begun = effect.begin().get();
            return new Begun(keys.begin(request, begun, effect.lease()), null);
        }
        String response = stored(request);
        return response == null
                ? new Begun(keys.takeOver(request, effect.lease()).orElseThrow(RequestInProgress::new), null)
                : new Begun(null, response);
    }

    private @Nullable String stored(KeyedRequest request) {
        Keys.Stored stored = keys.find(request);
        if (!stored.bodyHash().equals(request.bodyHash())) {
            throw new IdempotencyKeyReused();
        }
        return stored.response();
    }

    private <T> T inTransaction(Supplier<T> effect) {
        return Objects.requireNonNull(transaction.execute(status -> effect.get()));
    }

    private KeyedRequest request(Actor actor, String route, String key, Object body) {
        if (!KEY.matcher(key).matches()) {
            throw new InvalidIdempotencyKey();
        }
        return new KeyedRequest(actor, route, key, hash(body));
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

    /** What is to be finished, or the response that is there already. */
    private record Begun(Keys.@Nullable Lease lease, @Nullable String response) {}
}
