package dev.baton.handoff.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.events.MemberStatus;
import dev.baton.events.Role;
import dev.baton.events.UserId;
import dev.baton.handoff.identity.Member;
import dev.baton.handoff.identity.Members;
import dev.baton.handoff.testing.Api;
import dev.baton.handoff.testing.Desk;
import dev.baton.handoff.testing.Desks;
import dev.baton.handoff.testing.HandoffTest;
import dev.baton.platform.tenancy.Tenant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

@HandoffTest
class PasswordChangeTest {
    private static final String NEW = "four other words of mine";

    @Autowired
    private Desks desks;

    @Autowired
    private Members members;

    private Desk desk;

    @BeforeEach
    void openADesk() {
        desk = desks.open();
    }

    @Test
    void theNewPasswordCountsAndTheOldOneDoesNot() {
        change(Desks.PASSWORD, NEW).ok();

        signIn(Desks.PASSWORD).problem(401, "invalid-credentials");
        signIn(NEW).ok();
    }

    @Test
    void everyOtherSignInEndsAndTheOneThatAnswersLives() {
        String elsewhere = signIn(Desks.PASSWORD).cookie();

        Api.Answer changed = change(Desks.PASSWORD, NEW);

        desks.refresh(elsewhere).problem(401, "invalid-refresh-token");
        desks.refresh(changed.cookie()).ok();
        desks.withToken(changed.ok().get("access_token").asString()).get("/me").ok();
    }

    @Test
    void aSignInWithTheOldPasswordDoesNotOutliveItsChange() throws Exception {
        String old = Desks.PASSWORD;
        for (int round = 0; round < 5; round++) {
            String next = NEW + round;
            String current = old;
            Api.Answer signedIn;
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<Api.Answer> signIn = threads.submit(() -> signIn(current));
                threads.submit(() -> change(current, next)).get().ok();
                signedIn = signIn.get();
            }
            if (signedIn.status() == 200) {
                desks.refresh(signedIn.cookie()).problem(401, "invalid-refresh-token");
            }
            old = next;
        }
    }

    @Test
    void aWrongCurrentPasswordIsRefusedAndCountsAsAFailedSignIn() {
        for (int guess = 0; guess < 10; guess++) {
            change("guess " + guess, NEW).problem(422, "wrong-password");
        }

        change(Desks.PASSWORD, NEW).problem(429, "too-many-attempts");
        signIn(Desks.PASSWORD).problem(429, "too-many-attempts");
    }

    @Test
    void aPasswordThatIsTooShortTooLongOrTheSameIsRefused() {
        change(Desks.PASSWORD, "x".repeat(11)).problem(400, "invalid-request");
        change(Desks.PASSWORD, "x".repeat(129)).problem(400, "invalid-request");
        change(Desks.PASSWORD, Desks.PASSWORD).problem(400, "invalid-request");

        signIn(Desks.PASSWORD).ok();
    }

    @Test
    void aLongPasswordCountsToItsEnd() {
        String longest = "ü".repeat(128);
        change(Desks.PASSWORD, longest).ok();

        signIn("ü".repeat(127) + "x").problem(401, "invalid-credentials");
        signIn(longest).ok();
    }

    @Test
    void aHashOfBeforeStaysGood() {
        Member old = new Member(desk.account(), new UserId(UUID.randomUUID()), "old@" + desk.account() + ".example",
                "Otto Old", Role.ENGINEER, MemberStatus.ACTIVE);
        String hash = "{bcrypt}" + new BCryptPasswordEncoder().encode(Desks.PASSWORD);
        Tenant.run(desk.account(), () -> members.add(old, hash, "UTC"));

        desks.signIn(old.email(), Desks.PASSWORD).ok();
        desks.signIn(old.email(), NEW).problem(401, "invalid-credentials");
    }

    @Test
    void whoWasDeactivatedChangesNothing() {
        desks.as(desk.admin()).patch("/members/" + desk.senior().id(), Map.of("status", "deactivated")).ok();

        change(Desks.PASSWORD, NEW).problem(404, "not-found");
    }

    @Test
    void theChangeIsOnRecordWithoutThePassword() {
        change(Desks.PASSWORD, NEW).ok();

        String changes = desks.as(desk.admin())
                .get("/members/" + desk.senior().id() + "/changes")
                .ok()
                .toString();

        assertThat(changes).contains("password_changed").doesNotContain(NEW);
    }

    private Api.Answer change(String current, String wanted) {
        return desks.as(desk.senior())
                .post("/me/password", Map.of("current_password", current, "new_password", wanted));
    }

    private Api.Answer signIn(String password) {
        return desks.signIn(desk.email(desk.senior()), password);
    }
}
