package dev.baton.handoff.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.handoff.testing.Desk;
import dev.baton.handoff.testing.Desks;
import dev.baton.handoff.testing.HandoffTest;
import dev.baton.platform.tenancy.Tenant;
import dev.baton.testing.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** H7: a request that dies between its two transactions. */
@HandoffTest
class SlowEffectTest {
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Map<String, String> BODY = Map.of("text", "What now?");

    @Autowired
    private IdempotentRequests requests;

    @Autowired
    private Desks desks;

    @Autowired
    private MutableClock clock;

    private final List<UUID> begun = new ArrayList<>();
    private final List<UUID> finished = new ArrayList<>();
    private Desk desk;

    @BeforeEach
    void openADesk() {
        desk = desks.open();
    }

    @Test
    void afterACrashTheLeaseRunsOutAndOneTwinFinishesWhatWasBegun() {
        assertThatThrownBy(() -> run(this::killed)).isInstanceOf(Killed.class);
        assertThatThrownBy(() -> run(this::finish)).isInstanceOf(RequestInProgress.class);
        clock.advance(LEASE);

        String result = run(this::finish);

        assertThat(begun).hasSize(1);
        assertThat(finished).isEqualTo(begun);
        assertThat(run(this::finish)).isEqualTo(result);
        assertThat(finished).as("a result is not made again").hasSize(1);
    }

    @Test
    void aTwinThatTookOverHasALeaseOfItsOwn() {
        assertThatThrownBy(() -> run(this::killed)).isInstanceOf(Killed.class);
        clock.advance(LEASE);
        assertThatThrownBy(() -> run(this::killed)).isInstanceOf(Killed.class);

        assertThatThrownBy(() -> run(this::finish)).isInstanceOf(RequestInProgress.class);
        clock.advance(LEASE);

        assertThat(run(this::finish)).contains(begun.getFirst().toString());
    }

    @Test
    void noTransactionIsHeldWhileItWaits() {
        run(id -> {
            assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isFalse();
            return Map.of();
        });
    }

    @Test
    void afterAFailureATwinFinishesAtOnceWhatWasBegun() {
        assertThatThrownBy(() -> run(this::failed)).isInstanceOf(IllegalStateException.class)
                .hasNoSuppressedExceptions();
        assertThatThrownBy(() -> run(this::failed)).as("the twin's own lease ends, too")
                .isInstanceOf(IllegalStateException.class);

        String result = run(this::finish);

        assertThat(begun).hasSize(1);
        assertThat(finished).isEqualTo(begun);
        assertThat(run(this::finish)).isEqualTo(result);
        assertThat(finished).hasSize(1);
    }

    @Test
    void aFailureThatComesLateDoesNotEndTheLeaseOfTheTwinThatTookOver() {
        assertThatThrownBy(() -> run(id -> {
            clock.advance(LEASE);
            assertThatThrownBy(() -> run(this::killed)).isInstanceOf(Killed.class);
            return failed(id);
        })).isInstanceOf(IllegalStateException.class);

        assertThatThrownBy(() -> run(this::finish)).isInstanceOf(RequestInProgress.class);
    }

    @Test
    void aFailureThatComesLateLeavesTheResultOfTheTwin() {
        List<String> results = new ArrayList<>();
        assertThatThrownBy(() -> run(id -> {
            clock.advance(LEASE);
            results.add(run(this::finish));
            return failed(id);
        })).isInstanceOf(IllegalStateException.class);

        assertThat(run(this::finish)).isEqualTo(results.getFirst());
        assertThat(finished).hasSize(1);
    }

    /** The end of the process: nothing that runs on exceptions runs after it. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private String killed(UUID id) {
        throw new Killed();
    }

    private String failed(UUID id) {
        throw new IllegalStateException("failed");
    }

    private Map<String, UUID> finish(UUID id) {
        finished.add(id);
        return Map.of("id", id);
    }

    private String run(Function<UUID, Object> finish) {
        return Tenant.call(desk.account(),
                () -> requests.create(desk.junior(), "slow", "key-1", BODY, new SlowEffect<>(LEASE, () -> {
                    assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isTrue();
                    begun.add(UUID.randomUUID());
                    return begun.getLast();
                }, finish)).getBody());
    }
}
