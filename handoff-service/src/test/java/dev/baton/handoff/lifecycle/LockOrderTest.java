package dev.baton.handoff.lifecycle;

import static org.awaitility.Awaitility.await;

import dev.baton.events.Priority;
import dev.baton.events.SessionId;
import dev.baton.handoff.session.Sessions;
import dev.baton.handoff.testing.Api;
import dev.baton.handoff.testing.AtADesk;
import dev.baton.handoff.testing.Desks;
import dev.baton.platform.tenancy.Tenant;
import dev.baton.testing.Waiting;
import dev.baton.testing.engines.TestDatabase;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionOperations;

/** Two who lock the same rows in different orders would wait for each other, and PostgreSQL would end one of them. */
class LockOrderTest extends AtADesk {
    private static final Duration LONG = Duration.ofSeconds(30);

    @Autowired
    private Handoffs handoffs;
    @Autowired
    private Sessions sessions;
    @Autowired
    private TransactionOperations transaction;
    @Autowired
    private TestDatabase database;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private Desks.Escalated parked;

    @BeforeEach
    void theSeniorClaimsASessionAndPutsItAside() {
        Desks.Escalated claimed = desks.escalated(desk.junior());
        desks.as(desk.senior()).post(claimed.claim(), Map.of("read_back", "The cache")).ok();
        parked = desks.parked(desk.senior(), claimed.session());
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void whoTakesASessionUpAgainIsNotWaitedForByWhoWouldCorrectWhatIsParkedInIt() throws Exception {
        beside(() -> handoffs.resume(desk.senior(), session()));
    }

    @Test
    void whoEscalatesAParkedSessionIsNotWaitedForByWhoWouldCorrectWhatIsParkedInIt() throws Exception {
        beside(() -> handoffs.handOff(desk.senior(), session(),
                new NewHandoff(Intent.ESCALATE, "r", "n", Priority.NORMAL, Optional.empty())));
    }

    /** A correction comes when the session is locked already, and what was parked in it not yet. */
    private void beside(Runnable takingItUp) throws Exception {
        Future<Api.Answer> correction = Tenant.<Future<Api.Answer>, RuntimeException>call(desk.account(),
                () -> transaction.execute(_ -> {
                    sessions.lock(session());
                    Future<Api.Answer> correcting = threads.submit(() -> desks.as(desk.senior())
                            .put(parked.claim().replace("/claim", "/read-back-correction"), Map.of("text", "No")));
                    await().atMost(LONG).until(() -> correcting.isDone() || Waiting.forALock(database));
                    takingItUp.run();
                    return correcting;
                }));

        correction.get().problem(409, "handoff-not-open");
    }

    private SessionId session() {
        return SessionId.of(parked.session());
    }
}
