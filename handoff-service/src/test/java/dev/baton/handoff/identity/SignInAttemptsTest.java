package dev.baton.handoff.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.baton.handoff.testing.Api;
import dev.baton.handoff.testing.Desk;
import dev.baton.handoff.testing.Desks;
import dev.baton.handoff.testing.HandoffTest;
import dev.baton.testing.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;

@HandoffTest
class SignInAttemptsTest {
    @Autowired
    private Desks desks;

    @Autowired
    private MutableClock clock;

    @Autowired
    @Qualifier("oldSignInAttempts")
    private RecurringTask<Void> cleanUp;

    @Autowired
    @Qualifier("worker")
    private JdbcClient worker;

    private String email;

    @BeforeEach
    void openADesk() {
        Desk desk = desks.open();
        email = desk.email(desk.senior());
    }

    @Test
    void afterTenWrongPasswordsTheRightOneIsRefusedUntilTheTimeToldHasPassed() {
        guess(email, 10);

        Api.Answer refused = right();
        refused.problem(429, "too-many-attempts");
        long wait = retryAfter(refused);
        assertThat(wait).isBetween(1L, 900L);
        clock.advance(Duration.ofSeconds(wait));

        right().ok();
    }

    @Test
    void refusedTriesDoNotProlongIt() {
        guess(email, 10);
        clock.advance(Duration.ofMinutes(14));
        for (int time = 0; time < 5; time++) {
            right().problem(429, "too-many-attempts");
        }
        clock.advance(Duration.ofMinutes(1).plusSeconds(5));

        right().ok();
    }

    @Test
    void anAddressThatNobodyHasIsRefusedAlike() {
        String nobody = UUID.randomUUID() + "@example.com";
        guess(email, 10);
        guess(nobody, 10);

        Api.Answer known = right();
        Api.Answer unknown = desks.signIn(nobody, Desks.PASSWORD);

        assertThat(unknown.problem(429, "too-many-attempts").get("detail"))
                .isEqualTo(known.problem(429, "too-many-attempts").get("detail"));
        assertThat(retryAfter(unknown)).isBetween(1L, 900L);
    }

    @Test
    void anAddressIsOneInAnyCaseAndOthersAreFree() {
        Desk other = desks.open();
        guess(email.toUpperCase(Locale.ROOT), 10);

        right().problem(429, "too-many-attempts");
        desks.signIn(other.email(other.senior()), Desks.PASSWORD).ok();
    }

    @Test
    void theRightPasswordForgetsTheWrongOnes() {
        guess(email, 9);
        right().ok();
        guess(email, 9);

        right().ok();
    }

    @Test
    void whatIsLongerAgoThanTheWindowDoesNotCount() {
        guess(email, 6);
        clock.advance(Duration.ofMinutes(10));
        guess(email, 3);
        clock.advance(Duration.ofMinutes(6));
        guess(email, 6);

        right().ok();
    }

    @Test
    void thatTheWindowSlidesLeavesNoGapForTwiceAsMany() {
        guess(email, 1);
        clock.advance(Duration.ofMinutes(14));
        guess(email, 8);
        clock.advance(Duration.ofMinutes(2));
        guess(email, 2);

        right().problem(429, "too-many-attempts");
    }

    @Test
    void ofManyGuessesAtOnceNoMoreThanTenAreAnswered() throws Exception {
        List<Integer> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Api.Answer>> guesses = new ArrayList<>();
            for (int guess = 0; guess < 30; guess++) {
                guesses.add(threads.submit(() -> desks.signIn(email, "wrong")));
            }
            for (Future<Api.Answer> guess : guesses) {
                answers.add(guess.get().status());
            }
        }

        assertThat(Collections.frequency(answers, 401)).isEqualTo(10);
        assertThat(Collections.frequency(answers, 429)).isEqualTo(20);
    }

    @Test
    void theCleanUpTakesWhatCountsNoMoreAndLeavesTheRest() {
        String later = UUID.randomUUID() + "@example.com";
        guess(email, 1);
        clock.advance(Duration.ofMinutes(16));
        guess(later, 10);

        cleanUp.execute(null, null);

        assertThat(rows(email)).isZero();
        assertThat(rows(later)).isOne();
        desks.signIn(later, "wrong").problem(429, "too-many-attempts");
    }

    private void guess(String address, int times) {
        for (int guess = 0; guess < times; guess++) {
            desks.signIn(address, "wrong").problem(401, "invalid-credentials");
        }
    }

    private Api.Answer right() {
        return desks.signIn(email, Desks.PASSWORD);
    }

    private long rows(String address) {
        return worker.sql("SELECT count(*) FROM sign_in_attempt WHERE address_hash = :address")
                .param("address", Secrets.hash(address))
                .query(Long.class)
                .single();
    }

    private static long retryAfter(Api.Answer refused) {
        return Long.parseLong(refused.response().headers().firstValue("Retry-After").orElseThrow());
    }
}
