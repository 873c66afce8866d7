package dev.baton.handoff.identity.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.events.DirectoryUserChanged;
import dev.baton.events.MemberStatus;
import dev.baton.events.Role;
import dev.baton.events.UserId;
import dev.baton.handoff.testing.Api;
import dev.baton.handoff.testing.Desk;
import dev.baton.handoff.testing.Desks;
import dev.baton.handoff.testing.DirectoryTopic;
import dev.baton.handoff.testing.IssuerTest;
import dev.baton.handoff.testing.LocalIssuer;
import dev.baton.platform.security.Actor;
import dev.baton.testing.MutableClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Where an OIDC issuer signs people in, admins add those whom it may let in. */
@IssuerTest
class IssuerMembersTest {
    @Autowired
    private Desks desks;

    @Autowired
    private DirectoryTopic directory;

    @Autowired
    private MutableClock clock;

    private Desk desk;
    private Actor kim;

    @BeforeEach
    void openADesk() {
        desk = desks.open();
        kim = new Actor(new UserId(UUID.randomUUID()), desk.account(), "Kim Osei", Role.ENGINEER);
    }

    @Test
    void whoIsAddedIsLetInByTheIssuerAndTakesHandoffs() {
        as(kim).get("/me").problem(404, "not-found");

        JsonNode added = add(desk.admin(), kim).created();

        assertThat(added.at("/member/id").asString()).isEqualTo(kim.id().toString());
        assertThat(added.at("/member/status").asString()).isEqualTo("active");
        assertThat(added.get("invitation").isNull()).isTrue();
        assertThat(added.get("expires_at").isNull()).isTrue();
        assertThat(as(kim).get("/me").ok().get("email").asString()).isEqualTo(email(kim));
        String session = as(desk.junior())
                .post("/ai-sessions", Map.of("problem_summary", "VPN drops", "domain", "network"))
                .created()
                .get("id")
                .asString();
        String handoff = as(desk.junior()).post("/ai-sessions/" + session + "/escalate", Desks.escalation())
                .created()
                .at("/handoff/id")
                .asString();
        assertThat(as(kim).get("/notices").ok().get("items")).hasSize(1);
        as(kim).post(new Desks.Escalated(session, handoff).claim()).ok();
    }

    @Test
    void theHistorySaysWhoAddedThemAndTheDirectoryHearsOfThem() {
        add(desk.admin(), kim).created();

        JsonNode joined = as(desk.owner()).get("/members/" + kim.id() + "/changes").ok().at("/items/0");
        assertThat(joined.get("action").asString()).isEqualTo("joined");
        assertThat(joined.at("/actor/name").asString()).isEqualTo("Ada Nkemelu");
        await().until(() -> directory.lastOf(kim.id()).isPresent());
        DirectoryUserChanged told = directory.lastOf(kim.id()).orElseThrow();
        assertThat(told.status()).isEqualTo(MemberStatus.ACTIVE);
        assertThat(told.role()).isEqualTo(Role.ENGINEER);
        assertThat(told.email()).isEqualTo(email(kim));
    }

    @Test
    void aSubjectThatSomebodyOfTheAccountHasOrHadIsTaken() {
        add(desk.admin(), kim).created();
        Map<String, Object> another = body(kim, "another." + email(kim));
        as(desk.admin()).post("/members", another).problem(409, "subject-taken");
        as(desk.admin()).patch("/members/" + kim.id(), Map.of("status", "deactivated")).ok();
        clock.advance(Duration.ofMinutes(20));
        assertThat(as(desk.admin()).send("DELETE", "/members/" + kim.id(), null, Map.of()).status()).isEqualTo(204);

        as(desk.admin()).post("/members", another).problem(409, "subject-taken");

        assertThat(as(desk.admin()).get("/members").ok().get("items")).hasSize(7);
    }

    @Test
    void aSubjectOfAnotherAccountIsFreeAndItsAddressIsNot() {
        Desk other = desks.open();
        Actor guest = new Actor(other.senior().id(), desk.account(), "Sam Reyes", Role.VIEWER);

        as(desk.admin()).post("/members", body(guest, other.email(other.senior()))).problem(409, "email-taken");
        add(desk.admin(), guest).created();

        assertThat(as(guest).get("/me").ok().get("role").asString()).isEqualTo("viewer");
        assertThat(as(other.senior()).get("/me").ok().get("role").asString()).isEqualTo("engineer");
    }

    @Test
    void ofTwoWhoAddTheSameSubjectAtOnceOneLearnsThatItIsTaken() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Api.Answer>> both = List.of(threads.submit(() -> add(desk.admin(), kim)),
                    threads.submit(() -> as(desk.owner()).post("/members", body(kim, "another." + email(kim)))));

            assertThat(List.of(both.getFirst().get().status(), both.getLast().get().status()))
                    .containsExactlyInAnyOrder(201, 409);
        }
    }

    @Test
    void onlyAdminsAddAndOnlyOwnersAddOwners() {
        Actor boss = new Actor(kim.id(), desk.account(), "Kim Osei", Role.OWNER);
        Actor pretender = new Actor(desk.senior().id(), desk.account(), "Sam Reyes", Role.ADMIN);

        add(desk.senior(), kim).problem(403, "forbidden");
        add(pretender, kim).problem(403, "forbidden");
        add(desk.admin(), boss).problem(403, "owner-only");

        add(desk.owner(), boss).created();
    }

    @Test
    void aRepeatedRequestAddsOnce() {
        String body = """
                {"name": "Kim Osei", "email": "%s", "role": "engineer", "subject": "%s"}""".formatted(email(kim),
                kim.id());
        Map<String, String> key = Map.of("Idempotency-Key", "kim");

        JsonNode first = as(desk.admin()).send("POST", "/members", body, key).created();

        assertThat(as(desk.admin()).send("POST", "/members", body, key).created()).isEqualTo(first);
        assertThat(as(desk.admin()).get("/members/" + kim.id() + "/changes").ok().get("items")).hasSize(1);
    }

    @Test
    void withoutASubjectThatIsAnIdNobodyIsAdded() {
        Map<String, Object> body = body(kim, email(kim));
        for (String subject : new String[]{null, "", "kim", "issuer|6f1f3f0e-58a5-4d43-9d53-0e8c2b1f7a11"}) {
            body.put("subject", subject);
            as(desk.admin()).post("/members", body).problem(400, "invalid-request");
        }
        body.remove("subject");

        JsonNode refused = as(desk.admin()).post("/members", body).problem(400, "invalid-request");

        assertThat(refused.at("/errors/0/field").asString()).isEqualTo("subject");
        assertThat(as(desk.admin()).get("/members").ok().get("items")).hasSize(7);
    }

    private Api.Answer add(Actor by, Actor person) {
        return as(by).post("/members", body(person, email(person)));
    }

    private Map<String, Object> body(Actor person, String email) {
        return new HashMap<>(Map.of("name", person.name(), "email", email, "role",
                person.role().name().toLowerCase(Locale.ROOT), "subject", person.id().toString()));
    }

    private String email(Actor person) {
        return person.name().toLowerCase(Locale.ROOT).replace(' ', '.') + "@added." + desk.account()
                + ".example";
    }

    private Api as(Actor actor) {
        return desks.withToken(LocalIssuer.token(clock, actor));
    }
}
