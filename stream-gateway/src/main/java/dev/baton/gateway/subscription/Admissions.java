package dev.baton.gateway.subscription;

import dev.baton.events.Role;
import dev.baton.events.UserId;
import dev.baton.gateway.feed.Directory;
import dev.baton.platform.security.AccessToken;
import dev.baton.platform.security.AccessTokens;
import dev.baton.platform.security.Actor;
import jakarta.annotation.PreDestroy;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;

/**
 * Decides who may listen: engineers and higher, by their access token and by what the directory has told since it was
 * made. Checking a signature takes longer than writing to a thousand streams, so it never runs on their threads.
 */
@Component
public class Admissions {
    private static final Logger log = LoggerFactory.getLogger(Admissions.class);
    private static final Role LEAST = Role.ENGINEER;

    private final AccessTokens tokens;
    private final Directory directory;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("admission-", 0).factory());
    private final Semaphore running;
    private final AtomicInteger waiting = new AtomicInteger();
    private final int mostWaiting;

    Admissions(AccessTokens tokens, Directory directory, StreamProperties properties) {
        this.tokens = tokens;
        this.directory = directory;
        this.running = new Semaphore(properties.authThreads());
        this.mostWaiting = properties.authQueue();
    }

    /** Answers on another thread, or at once where too many wait. */
    public void admit(String token, Consumer<Admission> answer) {
        if (waiting.incrementAndGet() > mostWaiting) {
            waiting.decrementAndGet();
            answer.accept(new Admission.NotNow());
            return;
        }
        threads.execute(() -> {
            running.acquireUninterruptibly();
            try {
                answer.accept(check(token));
            } finally {
                running.release();
                waiting.decrementAndGet();
            }
        });
    }

    /** Whether the directory lets the person listen; who is not known yet may, as long as their token does. */
    public boolean mayListen(UserId user) {
        return directory.role(user, LEAST).filter(role -> role.compareTo(LEAST) >= 0).isPresent();
    }

    /** Answers on the thread that asks, which may have to wait for the issuer's keys. */
    public Admission check(String token) {
        try {
            return judge(tokens.verify(token));
        } catch (BadJwtException forgedOrExpired) {
            return new Admission.Unauthenticated();
        } catch (JwtException noKeys) {
            log.atWarn().setCause(noKeys).log("access tokens cannot be checked now");
            return new Admission.NotNow();
        }
    }

    private Admission judge(AccessToken token) {
        Actor actor = token.actor();
        Optional<Role> now = directory.role(actor.id(), actor.role());
        if (now.isEmpty()) {
            return new Admission.Unauthenticated();
        }
        return actor.mayActAs(LEAST) && now.get().compareTo(LEAST) >= 0
                ? new Admission.Admitted(
                        new Subscriber(actor.accountId(), actor.id(), token.expiresAt().toEpochMilli()))
                : new Admission.Forbidden();
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}
