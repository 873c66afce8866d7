package dev.baton.handoff.identity.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.events.MemberStatus;
import dev.baton.events.Role;
import dev.baton.handoff.testing.Api;
import dev.baton.handoff.testing.Desk;
import dev.baton.handoff.testing.Desks;
import dev.baton.handoff.testing.DirectoryTopic;
import dev.baton.handoff.testing.HandoffTest;
import dev.baton.platform.security.Actor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@HandoffTest
class MemberChangesTest {
    @Autowired
    private Desks desks;

    @Autowired
    private DirectoryTopic directory;

    private Desk desk;

    @BeforeEach
    void openADesk() {
        desk = desks.open();
    }

    @Test
    void anAdminChangesWhatAPersonIsCalledAndMayDoAndTheDirectoryFollows() {
        JsonNode changed = change(desk.admin(), desk.viewer(),
                Map.of("name", "Vic Lindt", "role", "engineer", "time_zone", "Europe/Berlin")).ok();

        assertThat(changed.get("name").asString()).isEqualTo("Vic Lindt");
        assertThat(changed.get("role").asString()).isEqualTo("engineer");
        assertThat(changed.get("time_zone").asString()).isEqualTo("Europe/Berlin");
        assertThat(changed.get("status").asString()).isEqualTo("active");
        await().until(() -> directory.lastOf(desk.viewer().id())
                .filter(vic -> vic.name().equals("Vic Lindt") && vic.role() == Role.ENGINEER)
                .isPresent());
    }

    @Test
    void whoIsDeactivatedIsSignedOutEverywhereAndTheDirectoryTells() {
        String cookie = signIn(desk.senior()).cookie();

        change(desk.admin(), desk.senior(), Map.of("status", "deactivated")).ok();

        desks.refresh(cookie).problem(401, "invalid-refresh-token");
        signIn(desk.senior()).problem(401, "invalid-credentials");
        await().until(() -> directory.lastOf(desk.senior().id())
                .filter(sam -> sam.status() == MemberStatus.DEACTIVATED)
                .isPresent());
    }

    @Test
    void whoIsActivatedAgainSignsInAgain() {
        String cookie = signIn(desk.senior()).cookie();
        change(desk.admin(), desk.senior(), Map.of("status", "deactivated")).ok();

        change(desk.admin(), desk.senior(), Map.of("status", "active")).ok();

        desks.refresh(cookie).problem(401, "invalid-refresh-token");
        signIn(desk.senior()).ok();
    }

    @Test
    void aLowerRoleEndsSignInsAndAHigherOneDoesNot() {
        String cookie = signIn(desk.senior()).cookie();

        change(desk.admin(), desk.senior(), Map.of("role", "admin")).ok();
        Api.Answer promoted = desks.refresh(cookie);
        promoted.ok();
        change(desk.owner(), desk.senior(), Map.of("role", "engineer")).ok();

        desks.refresh(promoted.cookie()).problem(401, "invalid-refresh-token");
    }

    @Test
    void aTokenThatIsJustBeingGivenDoesNotSurviveTheDemotion() throws Exception {
        for (int round = 0; round < 10; round++) {
            String cookie = signIn(desk.senior()).cookie();

            Api.Answer refreshed;
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<Api.Answer> refresh = threads.submit(() -> desks.refresh(cookie));
                threads.submit(() -> change(desk.admin(), desk.senior(), Map.of("role", "viewer"))).get().ok();
                refreshed = refresh.get();
            }

            if (refreshed.status() == 200) {
                desks.refresh(refreshed.cookie()).problem(401, "invalid-refresh-token");
            }
            change(desk.admin(), desk.senior(), Map.of("role", "engineer")).ok();
        }
    }

    @Test
    void anAdminNeitherMakesNorChangesAnOwner() {
        change(desk.admin(), desk.senior(), Map.of("role", "owner")).problem(403, "owner-only");
        change(desk.admin(), desk.owner(), Map.of("status", "deactivated")).problem(403, "owner-only");
        change(desk.admin(), desk.owner(), Map.of("name", "Nobody")).problem(403, "owner-only");

        change(desk.owner(), desk.senior(), Map.of("role", "owner")).ok();
    }

    @Test
    void theLastOwnerStays() {
        change(desk.owner(), desk.owner(), Map.of("role", "admin")).problem(409, "last-owner");
        change(desk.owner(), desk.owner(), Map.of("status", "deactivated")).problem(409, "last-owner");
    }

    @Test
    void ownersWhoDemoteEachOtherAtOnceLeaveOne() throws Exception {
        change(desk.owner(), desk.senior(), Map.of("role", "owner")).ok();
        Actor second = new Actor(desk.senior().id(), desk.account(), desk.senior().name(), Role.OWNER);

        List<Integer> answers;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Api.Answer> one = threads.submit(() -> change(second, desk.owner(), Map.of("role", "viewer")));
            Future<Api.Answer> other = threads.submit(() -> change(desk.owner(), second, Map.of("role", "viewer")));
            answers = List.of(one.get().status(), other.get().status());
        }

        assertThat(answers).containsExactlyInAnyOrder(200, 403);
        assertThat(desks.as(desk.viewer()).get("/members").ok().get("items").findValuesAsString("role"))
                .containsOnlyOnce("owner");
    }

    @Test
    void nobodyChangesTheirOwnRoleOrStatus() {
        change(desk.admin(), desk.admin(), Map.of("role", "viewer")).problem(409, "own-membership");
        change(desk.admin(), desk.admin(), Map.of("status", "deactivated")).problem(409, "own-membership");

        change(desk.admin(), desk.admin(), Map.of("name", "Ada Lindt", "role", "admin")).ok();
    }

    @Test
    void aFormerAdminChangesNobodyWhileTheirTokenLives() {
        change(desk.owner(), desk.admin(), Map.of("status", "deactivated")).ok();

        change(desk.admin(), desk.viewer(), Map.of("role", "admin")).problem(403, "forbidden");
    }

    @Test
    void aChangeOfNothingOrToAnUnknownTimeZoneOrStatusIsRefused() {
        change(desk.admin(), desk.senior(), Map.of()).problem(400, "invalid-request");
        change(desk.admin(), desk.senior(), Map.of("time_zone", "Mars/Olympus")).problem(400, "invalid-request");
        change(desk.admin(), desk.senior(), Map.of("status", "invited")).problem(400, "invalid-request");
        change(desk.admin(), desk.senior(), Map.of("status", "deleted")).problem(400, "invalid-request");
    }

    @Test
    void adminsSeeWhoDidWhat() {
        change(desk.admin(), desk.senior(), Map.of("role", "admin")).ok();
        change(desk.owner(), desk.senior(), Map.of("status", "deactivated")).ok();
        change(desk.owner(), desk.senior(), Map.of("status", "deactivated")).ok();

        JsonNode changes = desks.as(desk.admin()).get(path(desk.senior()) + "/changes").ok().get("items");

        assertThat(changes.findValuesAsString("action")).containsExactly("role_changed", "deactivated");
        assertThat(changes.at("/0/actor/name").asString()).isEqualTo("Ada Nkemelu");
        assertThat(changes.at("/0/detail").asString()).isEqualTo("admin");
        assertThat(changes.at("/1/actor/name").asString()).isEqualTo("Olga Winter");
        desks.as(desk.junior()).get(path(desk.senior()) + "/changes").problem(403, "forbidden");
    }

    @Test
    void onlyAdminsSeeWhoHasLeft() {
        JsonNode forAdmins = desks.as(desk.admin()).get("/members").ok().get("items");
        JsonNode forOthers = desks.as(desk.senior()).get("/members").ok().get("items");

        assertThat(forAdmins.findValuesAsString("name")).contains("Finn Gone");
        assertThat(forAdmins.findValuesAsString("status")).containsOnlyOnce("deactivated");
        assertThat(forOthers.findValuesAsString("name")).hasSize(6).doesNotContain("Finn Gone");
        assertThat(forOthers.findValuesAsString("status")).isEmpty();
    }

    private Api.Answer change(Actor by, Actor who, Map<String, String> wanted) {
        return desks.as(by).patch(path(who), wanted);
    }

    private static String path(Actor who) {
        return "/members/" + who.id();
    }

    private Api.Answer signIn(Actor who) {
        return desks.signIn(desk.email(who), Desks.PASSWORD);
    }
}
