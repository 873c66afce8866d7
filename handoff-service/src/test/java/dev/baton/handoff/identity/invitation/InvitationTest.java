package dev.baton.handoff.identity.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.events.DirectoryUserChanged;
import dev.baton.events.MemberStatus;
import dev.baton.events.UserId;
import dev.baton.handoff.testing.Api;
import dev.baton.handoff.testing.Desk;
import dev.baton.handoff.testing.Desks;
import dev.baton.handoff.testing.DirectoryTopic;
import dev.baton.handoff.testing.HandoffTest;
import dev.baton.platform.security.Actor;
import dev.baton.platform.tenancy.Tenant;
import dev.baton.testing.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

@HandoffTest
class InvitationTest {
    @Autowired
    private Desks desks;

    @Autowired
    private DirectoryTopic directory;

    @Autowired
    private MutableClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionOperations transaction;

    private Desk desk;

    @BeforeEach
    void openADesk() {
        desk = desks.open();
    }

    @Test
    void whoAcceptsChoosesAPasswordAndIsSignedIn() {
        JsonNode invited = invite(desk.admin(), "engineer").created();

        Api.Answer accepted = accept(invited);

        JsonNode me = desks.withToken(accepted.ok().get("access_token").asString()).get("/me").ok();
        assertThat(me.get("id")).isEqualTo(invited.at("/member/id"));
        assertThat(me.get("role").asString()).isEqualTo("engineer");
        desks.refresh(accepted.cookie()).ok();
        desks.signIn(email(), Desks.PASSWORD).ok();
    }

    @Test
    void whoHasNotAcceptedIsInvitedForAdminsAndUnknownToOthers() {
        String id = id(invite(desk.admin(), "engineer").created());

        assertThat(desks.as(desk.junior()).get("/members").ok().get("items").findValuesAsString("id"))
                .doesNotContain(id);
        assertThat(status(id)).isEqualTo("invited");
        desks.signIn(email(), Desks.PASSWORD).problem(401, "invalid-credentials");
    }

    @Test
    void theDirectoryHearsOfAPersonFromAcceptanceOn() {
        JsonNode invited = invite(desk.admin(), "engineer").created();
        UserId kim = UserId.of(id(invited));
        desks.as(desk.admin()).patch("/members/" + kim, Map.of("role", "viewer")).ok();
        desks.as(desk.admin()).patch("/members/" + desk.senior().id(), Map.of("name", "Sam Lindt")).ok();
        await().until(
                () -> directory.lastOf(desk.senior().id()).filter(sam -> sam.name().equals("Sam Lindt")).isPresent());
        List<DirectoryUserChanged> before = directory.of(kim);

        accept(invited).ok();

        assertThat(before).isEmpty();
        await().until(() -> !directory.of(kim).isEmpty());
        assertThat(directory.of(kim).getLast().status()).isEqualTo(MemberStatus.ACTIVE);
    }

    @Test
    void anInvitationIsGoodOnceAlsoForTwoAtTheSameTime() throws Exception {
        JsonNode invited = invite(desk.admin(), "engineer").created();

        List<Integer> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Api.Answer>> both = List.of(threads.submit(() -> accept(invited)),
                    threads.submit(() -> accept(invited)));
            for (Future<Api.Answer> each : both) {
                answers.add(each.get().status());
            }
        }

        assertThat(answers).containsExactlyInAnyOrder(200, 401);
        accept(invited).problem(401, "invalid-invitation");
    }

    @Test
    void anInvitationEndsAfterAWeek() {
        JsonNode lastMinute = invite(desk.admin(), "engineer").created();
        clock.advance(Duration.ofDays(7).plusSeconds(1));

        accept(lastMinute).problem(401, "invalid-invitation");
    }

    @Test
    void anotherInvitationVoidsTheOneBefore() {
        JsonNode first = invite(desk.admin(), "engineer").created();
        JsonNode second = desks.as(desk.admin()).post("/members/" + id(first) + "/invitation").ok();

        accept(first).problem(401, "invalid-invitation");

        accept(second).ok();
        desks.as(desk.admin()).post("/members/" + id(first) + "/invitation").problem(409, "already-joined");
    }

    @Test
    void aWithdrawnInvitationIsVoidAndCanBeGivenAgain() {
        JsonNode invited = invite(desk.admin(), "engineer").created();
        String person = "/members/" + id(invited);

        desks.as(desk.admin()).patch(person, Map.of("status", "deactivated")).ok();

        assertThat(status(id(invited))).isEqualTo("deactivated");
        accept(invited).problem(401, "invalid-invitation");
        desks.as(desk.admin()).patch(person, Map.of("status", "active")).problem(409, "never-joined");
        accept(desks.as(desk.admin()).post(person + "/invitation").ok()).ok();
    }

    @Test
    void anAddressThatSomebodyHasIsTakenInAnyCaseAndAccount() {
        Desk other = desks.open();
        String taken = other.email(other.senior()).toUpperCase(Locale.ROOT);

        desks.as(desk.admin())
                .post("/members", Map.of("name", "Kim Osei", "email", taken, "role", "engineer"))
                .problem(409, "email-taken");
    }

    @Test
    void aRepeatedRequestInvitesOnceAndItsTokenIsStoredNowhere() {
        String body = "{\"name\": \"Kim Osei\", \"email\": \"%s\", \"role\": \"viewer\"}".formatted(email());
        Map<String, String> key = Map.of("Idempotency-Key", "kim");
        JsonNode first = desks.as(desk.admin()).send("POST", "/members", body, key).created();

        JsonNode again = desks.as(desk.admin()).send("POST", "/members", body, key).created();

        assertThat(again.get("member")).isEqualTo(first.get("member"));
        assertThat(again.get("invitation").isNull()).isTrue();
        String kept = Tenant.call(desk.account(), () -> transaction.execute(status -> jdbc
                .sql("SELECT response FROM idempotency_key WHERE key = 'kim'")
                .query(String.class)
                .single()));
        assertThat(kept).contains("Kim Osei").doesNotContain(first.get("invitation").asString().split("\\.")[1]);
        accept(first).ok();
    }

    @Test
    void onlyAdminsInviteAndOnlyOwnersInviteOwners() {
        invite(desk.senior(), "viewer").problem(403, "forbidden");
        invite(desk.admin(), "owner").problem(403, "owner-only");

        JsonNode owner = invite(desk.owner(), "owner").created();

        desks.as(desk.admin()).post("/members/" + id(owner) + "/invitation").problem(403, "owner-only");
    }

    @Test
    void aFormerAdminInvitesNobodyWhileTheirTokenLives() {
        desks.as(desk.owner()).patch("/members/" + desk.admin().id(), Map.of("role", "engineer")).ok();

        invite(desk.admin(), "admin").problem(403, "forbidden");
    }

    @Test
    void anAddressOrATimeZoneThatIsNoneIsRefused() {
        for (String email : List.of("kim", "kim@", "kim osei@example.com", "kim@example.com>", "kïm@example.com")) {
            desks.as(desk.admin())
                    .post("/members", Map.of("name", "Kim Osei", "email", email, "role", "viewer"))
                    .problem(400, "invalid-request");
        }
        for (String zone : List.of("+02:00", "Mars/Olympus", "")) {
            desks.as(desk.admin())
                    .post("/members", Map.of("name", "Kim Osei", "email", email(), "role", "viewer", "time_zone", zone))
                    .problem(400, "invalid-request");
        }
    }

    @Test
    void aSubjectOfAnIssuerIsRefusedWhereThereIsNone() {
        JsonNode refused = desks.as(desk.admin())
                .post("/members", Map.of("name", "Kim Osei", "email", email(), "role", "viewer", "subject",
                        "6f1f3f0e-58a5-4d43-9d53-0e8c2b1f7a11"))
                .problem(400, "invalid-request");

        assertThat(refused.at("/errors/0/field").asString()).isEqualTo("subject");
    }

    @Test
    void whatIsNoInvitationIsRefused() {
        for (String garbage : List.of("x", ".", desk.account() + ".x", "0199a1b2-0000-7000-8000-000000000000.x")) {
            accept(garbage).problem(401, "invalid-invitation");
        }
    }

    private Api.Answer invite(Actor by, String role) {
        return desks.as(by).post("/members", Map.of("name", "Kim Osei", "email", email(), "role", role));
    }

    private Api.Answer accept(JsonNode invited) {
        return accept(invited.get("invitation").asString());
    }

    private Api.Answer accept(String invitation) {
        return desks.withToken(null)
                .post("/auth/accept-invitation", Map.of("invitation", invitation, "password", Desks.PASSWORD));
    }

    private String email() {
        return "kim@" + desk.account() + ".example";
    }

    private String status(String id) {
        return desks.as(desk.admin())
                .get("/members")
                .ok()
                .get("items")
                .valueStream()
                .filter(member -> member.get("id").asString().equals(id))
                .map(member -> member.get("status").asString())
                .findFirst()
                .orElseThrow();
    }

    private static String id(JsonNode invited) {
        return invited.at("/member/id").asString();
    }
}
