package dev.baton.systemtests.faults;

import dev.baton.systemtests.Baton;
import dev.baton.systemtests.Person;
import dev.baton.systemtests.Person.Answer;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A person whose client does not give up: it signs in again, changes the edge and repeats under the same key. */
final class Technician {
    private static final Duration TOKEN_AGE = Duration.ofMinutes(8);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long PAUSE_MILLIS = 250;
    private static final int UNAUTHORIZED = 401;
    private static final int CONFLICT = 409;
    private static final int SERVER_ERROR = 500;
    private static final int TOO_MANY = 429;

    private final Baton baton;
    private final String email;
    private @Nullable Person signedIn;
    private Instant signedInAt = Instant.EPOCH;
    private volatile int edge;

    Technician(Baton baton, String email, int firstEdge) {
        this.baton = baton;
        this.email = email;
        this.edge = firstEdge;
    }

    /** The answer of the first edge that gives a clear one; empty when none did for a long time. */
    Optional<Answer> post(String path, Map<String, ?> body, String key) throws InterruptedException {
        String json = Person.JSON.writeValueAsString(body);
        return send("POST", path, json, key.isEmpty() ? Map.of() : Map.of("Idempotency-Key", key));
    }

    Optional<Answer> get(String path) throws InterruptedException {
        return send("GET", path, null, Map.of());
    }

    private Optional<Answer> send(String method, String path, @Nullable String body, Map<String, String> headers)
            throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            try {
                Answer answer = person().send(method, path, body, headers);
                if (answer.status() == UNAUTHORIZED) {
                    signedIn = null;
                } else if (isClear(answer)) {
                    return Optional.of(answer);
                }
            } catch (UncheckedIOException | IllegalStateException e) {
                // No answer, or half of one: what became of the request only its repeat will tell.
            }
            edge++;
            Thread.sleep(PAUSE_MILLIS);
        }
        return Optional.empty();
    }

    // A message whose first request died with its replica is in progress until its lease has run out.
    private static boolean isClear(Answer answer) {
        return answer.status() < SERVER_ERROR && answer.status() != TOO_MANY
                && !(answer.status() == CONFLICT && answer.body().contains("urn:baton:problem:request-in-progress"));
    }

    /** Signed in, at the edge whose turn it is; may fail as any request does. */
    synchronized Person person() {
        Person present = signedIn;
        if (present == null || signedInAt.plus(TOKEN_AGE).isBefore(Instant.now())) {
            present = Person.signIn(edge(), email);
            signedIn = present;
            signedInAt = Instant.now();
        }
        return present.at(edge());
    }

    void changeEdge() {
        edge++;
    }

    private URI edge() {
        return baton.edge(1 + edge % 2);
    }
}
