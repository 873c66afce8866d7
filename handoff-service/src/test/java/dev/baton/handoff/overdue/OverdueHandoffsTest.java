package dev.baton.handoff.overdue;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.events.HandoffId;
import dev.baton.handoff.testing.Desk;
import dev.baton.handoff.testing.Desks;
import dev.baton.handoff.testing.HandoffTest;
import dev.baton.platform.security.Actor;
import dev.baton.platform.tenancy.Tenant;
import dev.baton.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/** Acceptance H12: handoffs that wait too long, and claims that nothing follows. */
@HandoffTest
class OverdueHandoffsTest {
    private static final String OVERDUE = "handoff_overdue";
    // Longer than the runner needs to look for due jobs.
    private static final Duration TWO_POLLS = Duration.ofMillis(2_500);

    @Autowired
    private Desks desks;
    @Autowired
    private MutableClock clock;
    @Autowired
    private OverdueHandoffs overdue;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private TransactionOperations transaction;

    private Desk desk;

    // The clock runs on: the runner waits between two looks by the same one.
    @BeforeEach
    void openADesk() {
        desk = desks.open();
    }

    @Test
    void nobodyClaimsSoTheRecipientsAreRemindedAndThenAdminsAreTold() {
        Desks.Escalated escalated = desks.escalated(desk.junior());
        JsonNode waiting = handoff(escalated);
        assertThat(waiting.get("next_deadline").asString()).isEqualTo("reminder");
        Instant created = Instant.parse(waiting.get("created_at").asString());
        assertThat(Instant.parse(waiting.get("next_deadline_at").asString()))
                .isBetween(created, created.plus(ofMinutes(16)))
                .isAfter(created.plus(ofMinutes(14)));

        clock.advance(ofMinutes(15));
        awaitReminders(escalated, "reminder");
        assertThat(overdueNotices(desk.senior())).hasSize(1);
        assertThat(overdueNotices(desk.admin())).hasSize(1);
        assertThat(overdueNotices(desk.junior())).isEmpty();
        assertThat(handoff(escalated).get("next_deadline").asString()).isEqualTo("admins");

        clock.advance(ofMinutes(15));
        awaitReminders(escalated, "reminder", "admins");
        assertThat(overdueNotices(desk.senior())).hasSize(1);
        assertThat(overdueNotices(desk.admin())).hasSize(2);
        assertThat(overdueNotices(desk.owner())).hasSize(2);
        assertThat(handoff(escalated).get("next_deadline").isNull()).isTrue();
    }

    @Test
    void aClaimStopsTheReminderAndStartsItsOwn() {
        Desks.Escalated escalated = desks.escalated(desk.junior());
        clock.advance(ofMinutes(10));
        desks.as(desk.senior()).post(escalated.claim()).ok();

        clock.advance(ofMinutes(10));
        assertNothingFires(escalated);
        clock.advance(ofMinutes(5));

        awaitReminders(escalated, "idle");
        assertThat(overdueNotices(desk.senior())).hasSize(1);
        assertThat(overdueNotices(desk.admin())).isEmpty();
    }

    @Test
    void theClaimersFirstActionStopsTheClockAndNobodyElsesDoes() {
        Desks.Escalated escalated = desks.escalated(desk.junior());
        desks.as(desk.senior()).post(escalated.claim()).ok();

        step(desk.junior(), escalated);
        assertThat(handoff(escalated).get("next_deadline").asString()).isEqualTo("idle");
        step(desk.senior(), escalated);

        assertThat(handoff(escalated).get("next_deadline").isNull()).isTrue();
        clock.advance(ofMinutes(60));
        assertNothingFires(escalated);
    }

    @Test
    void aClaimerIsNotRemindedOfWhatItsAuthorResolved() {
        Desks.Escalated escalated = desks.escalated(desk.junior());
        desks.as(desk.senior()).post(escalated.claim()).ok();

        desks.as(desk.junior())
                .post("/ai-sessions/" + escalated.session() + "/resolve", Map.of("resolution", "It was the cable"))
                .ok();

        clock.advance(ofMinutes(60));
        assertNothingFires(escalated);
    }

    @Test
    void aClaimerWhoHandedItOnOrParkedItIsNotReminded() {
        Desks.Escalated handedOn = desks.escalated(desk.junior());
        desks.as(desk.senior()).post(handedOn.claim()).ok();
        desks.handedOn(desk.senior(), handedOn.session());
        Desks.Escalated parked = desks.escalated(desk.junior());
        desks.as(desk.senior()).post(parked.claim()).ok();
        desks.parked(desk.senior(), parked.session());

        assertThat(handoff(handedOn).get("next_deadline").isNull()).isTrue();
        assertThat(handoff(parked).get("next_deadline").isNull()).isTrue();
        clock.advance(ofMinutes(60));

        assertNothingFires(handedOn);
        assertNothingFires(parked);
    }

    @Test
    void anAuthorWhoHandsItOnAndTakesItBackStopsNoClock() {
        Desks.Escalated claimed = desks.escalated(desk.junior());
        desks.as(desk.senior()).post(claimed.claim()).ok();
        Desks.Escalated next = desks.handedOn(desk.junior(), claimed.session());
        desks.as(desk.junior()).post(next.claim().replace("/claim", "/cancel")).ok();

        clock.advance(ofMinutes(15));

        awaitReminders(claimed, "idle");
    }

    @Test
    void aClaimerWhoHandedItOnAndTookItBackHasDoneSomething() {
        Desks.Escalated claimed = desks.escalated(desk.junior());
        desks.as(desk.senior()).post(claimed.claim()).ok();
        Desks.Escalated next = desks.handedOn(desk.senior(), claimed.session());
        desks.as(desk.senior()).post(next.claim().replace("/claim", "/cancel")).ok();

        clock.advance(ofMinutes(60));

        assertNothingFires(claimed);
    }

    @Test
    void whatWasTakenBackOrGivenBackRemindsOfNothing() {
        Desks.Escalated cancelled = desks.escalated(desk.junior());
        desks.as(desk.junior()).post(cancelled.claim().replace("/claim", "/cancel")).ok();
        Desks.Escalated returned = desks.escalated(desk.junior());
        desks.as(desk.senior()).post(returned.claim()).ok();
        desks.as(desk.senior()).post(returned.claim().replace("/claim", "/return"), Map.of("reason", "r")).created();

        clock.advance(ofMinutes(10));

        assertNothingFires(cancelled);
        assertNothingFires(returned);
        assertThat(replacing(returned).get("next_deadline").asString()).isEqualTo("reminder");
    }

    @Test
    void aClaimThatNothingFollowsGoesBackByItselfWhereTheAccountWantsThat() {
        desks.as(desk.admin()).put("/deadline-rules", rules(Map.of("return_idle", true))).ok();
        Desks.Escalated escalated = desks.escalated(desk.junior());
        desks.as(desk.senior()).post(escalated.claim()).ok();

        clock.advance(ofMinutes(15));
        awaitReminders(escalated, "idle");
        clock.advance(ofMinutes(15));

        await().atMost(ofSeconds(15))
                .until(() -> handoff(escalated).get("status").asString().equals("returned"));
        JsonNode next = replacing(escalated);
        assertThat(next.get("returned_from").asString()).isEqualTo(escalated.handoff());
        assertThat(next.get("status").asString()).isEqualTo("open");
        JsonNode last = history(escalated).getLast();
        assertThat(last.get("action").asString()).isEqualTo("returned");
        assertThat(last.get("actor").isNull()).isTrue();
    }

    @Test
    void ofManyReplicasThatFireTheSameDeadlineOneDoes() throws Exception {
        Desks.Escalated escalated = desks.escalated(desk.junior());
        HandoffId id = HandoffId.of(escalated.handoff());
        long number = number(id);
        clock.advance(ofMinutes(15));
        List<Callable<Void>> replicas = new ArrayList<>();
        for (int replica = 0; replica < 8; replica++) {
            replicas.add(() -> {
                Tenant.run(desk.account(), () -> overdue.fire(desk.account(), id, number));
                return null;
            });
        }

        try (ExecutorService threads = Executors.newFixedThreadPool(replicas.size())) {
            for (Future<Void> done : threads.invokeAll(replicas)) {
                done.get();
            }
        }

        awaitReminders(escalated, "reminder");
        assertThat(overdueNotices(desk.senior())).hasSize(1);
    }

    @Test
    void adminsSetTheRulesAndWhatMakesNoSenseIsRefused() {
        JsonNode standard = desks.as(desk.viewer()).get("/deadline-rules").ok();
        assertThat(standard.get("remind_after_minutes").asInt()).isEqualTo(15);

        JsonNode changed = desks.as(desk.admin())
                .put("/deadline-rules", rules(Map.of("remind_after_minutes", 5, "time_zone", "Europe/Berlin",
                        "office_hours", List.of(Map.of("day", "monday", "from", "09:00", "to", "17:00")),
                        "holidays", List.of("2026-12-25"), "quiet_hours", Map.of("from", "22:00", "to", "07:00"))))
                .ok();

        assertThat(desks.as(desk.viewer()).get("/deadline-rules").ok()).isEqualTo(changed);
        desks.as(desk.senior()).put("/deadline-rules", rules(Map.of())).problem(403, "forbidden");
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(Map.of("time_zone", "Mars/Olympus"),
                Map.of("remind_after_minutes", 0), Map.of("holidays", List.of("tomorrow")),
                Map.of("office_hours", List.of(Map.of("day", "monday", "from", "17:00", "to", "09:00"))),
                Map.of("quiet_hours", Map.of("from", "25:00", "to", "07:00")))) {
            desks.as(desk.admin()).put("/deadline-rules", rules(wrong)).problem(400, "invalid-request");
        }
        assertThat(desks.as(desk.viewer()).get("/deadline-rules").ok()).isEqualTo(changed);
    }

    private static Map<String, Object> rules(Map<String, Object> more) {
        Map<String, Object> rules = new HashMap<>(Map.of("enabled", true, "remind_after_minutes", 15,
                "idle_after_minutes", 15, "return_idle", false, "time_zone", "UTC", "office_hours", List.of(),
                "holidays", List.of()));
        rules.putAll(more);
        return rules;
    }

    private void step(Actor actor, Desks.Escalated escalated) {
        desks.as(actor)
                .post("/ai-sessions/" + escalated.session() + "/steps", Map.of("kind", "action", "text", "Looked"))
                .created();
    }

    private void awaitReminders(Desks.Escalated escalated, String... stages) {
        await().atMost(ofSeconds(15)).untilAsserted(() -> assertThat(reminders(escalated)).containsExactly(stages));
    }

    private void assertNothingFires(Desks.Escalated escalated) {
        await().during(TWO_POLLS).atMost(ofSeconds(10)).until(() -> reminders(escalated).isEmpty());
    }

    private List<String> reminders(Desks.Escalated escalated) {
        return history(escalated).stream()
                .filter(entry -> entry.get("action").asString().equals("reminded"))
                .map(entry -> entry.get("detail").asString())
                .toList();
    }

    private List<JsonNode> history(Desks.Escalated escalated) {
        return desks.as(desk.admin())
                .get(escalated.claim().replace("/claim", "/history"))
                .ok()
                .get("items")
                .valueStream()
                .filter(entry -> !entry.get("action").asString().equals("assessed"))
                .toList();
    }

    private List<JsonNode> overdueNotices(Actor reader) {
        return desks.as(reader)
                .get("/notices")
                .ok()
                .get("items")
                .valueStream()
                .filter(notice -> notice.get("kind").asString().equals(OVERDUE))
                .toList();
    }

    private JsonNode handoff(Desks.Escalated escalated) {
        return find(escalated, handoff -> handoff.get("id").asString().equals(escalated.handoff()));
    }

    /** The one that waits in the place of what was given back. */
    private JsonNode replacing(Desks.Escalated escalated) {
        return find(escalated, handoff -> handoff.get("returned_from").asString().equals(escalated.handoff()));
    }

    private JsonNode find(Desks.Escalated escalated, Predicate<JsonNode> wanted) {
        return desks.as(desk.viewer())
                .get("/ai-sessions/" + escalated.session() + "/handoffs")
                .ok()
                .get("items")
                .valueStream()
                .filter(wanted)
                .findFirst()
                .orElseThrow();
    }

    private long number(HandoffId id) {
        return Tenant.<Long, RuntimeException>call(desk.account(),
                () -> transaction.execute(_ -> jdbc.sql("SELECT number FROM handoff_deadline WHERE handoff_id = :id")
                        .param("id", id.value())
                        .query(Long.class)
                        .single()));
    }
}
