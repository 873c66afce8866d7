package dev.baton.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** From the dialog of a junior to the browsers, the mail and the metric of everybody else. */
@ExtendWith(RunningBaton.class)
class EscalationJourneyIT {
    private static Baton baton;
    private static Person junior;
    private static Person senior;

    @BeforeAll
    static void signIn(Baton running) {
        baton = running;
        junior = baton.signIn("junior@acme.example");
        senior = baton.signIn("senior@acme.example");
    }

    @Test
    void theSameHandoffReachesTheClientsOfBothGatewaysAndOfNoOtherAccount() throws Exception {
        try (LiveStream first = LiveStream.of(senior);
                LiveStream second = LiveStream.of(baton.signIn("owner@acme.example").at(baton.edge(2)));
                LiveStream stranger = LiveStream.of(baton.signIn("owner@globex.example").at(baton.edge(2)))) {
            await().until(() -> first.isReady() && second.isReady() && stranger.isReady());

            Person.Escalated escalated = junior.escalate("Outlook canary-of-acme is failing");
            senior.post(escalated.claim()).expect(200);

            for (LiveStream stream : List.of(first, second)) {
                await().untilAsserted(() -> {
                    assertThat(stream.handoffs("handoff_created")).contains(escalated.handoff());
                    assertThat(stream.handoffs("handoff_assessment_ready")).contains(escalated.handoff());
                    assertThat(stream.handoffs("handoff_claimed")).contains(escalated.handoff());
                });
                assertThat(stream.sequencesByConnection()).allSatisfy(
                        sequences -> assertThat(sequences).isSorted().doesNotHaveDuplicates());
            }
            Person.Escalated theirs = baton.signIn("junior@globex.example").escalate("Printer of globex");
            await().until(() -> stranger.handoffs("handoff_created").contains(theirs.handoff()));
            assertThat(stranger.events()).noneMatch(event -> event.data().contains("canary-of-acme"));
        }
    }

    @Test
    void fourPeopleOfTheAccountAreMailedAndNobodyElse() {
        Person.Escalated escalated = junior.escalate("Mail me about this one");

        List<JsonNode> mails = await().atMost(Duration.ofSeconds(20))
                .until(() -> mailsAbout(escalated), found -> found.size() >= 4);

        assertThat(mails).extracting(mail -> mail.get("to").get(0).asString())
                .containsExactlyInAnyOrder(
                        "senior@acme.example", "senior2@acme.example", "admin@acme.example", "owner@acme.example");
        assertThat(mails).allSatisfy(mail -> {
            assertThat(mail.get("subject").asString()).startsWith("Escalation from ")
                    .endsWith(" · #12345: Mail me about this one");
            assertThat(mail.get("text").asString()).contains("/pilot/" + escalated.session() + "?pickup=true");
        });
        JsonNode deliveries = senior.get("/deliveries?handoff_id=" + escalated.handoff()).expect(200).get("items");
        assertThat(deliveries).hasSize(4);
        await().untilAsserted(() -> assertThat(senior.get("/deliveries?handoff_id=" + escalated.handoff())
                .expect(200)
                .get("items")
                .findValuesAsString("state")).containsOnly("accepted"));
    }

    @Test
    void theMetricMovesWithTheClaimersFirstStep() {
        Person.Escalated escalated = junior.escalate("Measure this one");
        int before = withAction();
        senior.post(escalated.claim()).expect(200);

        senior.post("/ai-sessions/" + escalated.session() + "/steps", Map.of("kind", "action", "text", "Looked"))
                .expect(201);

        await().untilAsserted(() -> assertThat(withAction()).isEqualTo(before + 1));
    }

    @Test
    void ofTwoHundredSimultaneousClaimsOneWinsAndTheRestLearnWhoWon() throws Exception {
        Person.Escalated escalated = junior.escalate("Everybody wants this one");
        List<Person> claimers = new ArrayList<>();
        for (String name : List.of("senior", "senior2", "admin", "owner")) {
            claimers.add(baton.signIn(name + "@acme.example"));
        }

        Map<Integer, Integer> statuses = new HashMap<>();
        List<Person.Answer> losers = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Person.Answer>> race = new ArrayList<>();
            for (int racer = 0; racer < 200; racer++) {
                Person claimer = claimers.get(racer % claimers.size()).at(baton.edge(1 + racer % 2));
                race.add(threads.submit(() -> {
                    start.await();
                    return claimer.post(escalated.claim());
                }));
            }
            start.countDown();
            for (Future<Person.Answer> racer : race) {
                Person.Answer answer = racer.get();
                statuses.merge(answer.status(), 1, Integer::sum);
                if (answer.status() == 409) {
                    losers.add(answer);
                }
            }
        }

        JsonNode handoff = senior.get("/ai-sessions/" + escalated.session() + "/handoffs")
                .expect(200)
                .get("items")
                .get(0);
        assertThat(statuses).containsOnlyKeys(200, 409).containsEntry(200, 50).containsEntry(409, 150);
        assertThat(losers).allSatisfy(loser -> {
            assertThat(loser.json().get("type").asString()).isEqualTo("urn:baton:problem:handoff-already-claimed");
            assertThat(loser.json().get("claimed_by_id")).isEqualTo(handoff.get("claimed_by_id"));
            assertThat(loser.json().get("claimed_at")).isEqualTo(handoff.get("claimed_at"));
        });
    }

    @Test
    void theDemoEscalatesLikeAJunior() throws Exception {
        int before = senior.get("/ai-sessions/escalation-queue/count").expect(200).get("count").asInt();

        baton.demo();

        assertThat(senior.get("/ai-sessions/escalation-queue/count").expect(200).get("count").asInt())
                .isEqualTo(before + 1);
    }

    private static int withAction() {
        return senior.get("/analytics/flowpilot/escalations?period=7d")
                .expect(200)
                .get("n_handoffs_with_action")
                .asInt();
    }

    private static List<JsonNode> mailsAbout(Person.Escalated escalated) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(baton.edge(1).resolve("/dev/mail"))
                .header("Accept", "application/json")
                .build();
        JsonNode found = Person.JSON.readTree(Person.HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
        List<JsonNode> mails = new ArrayList<>();
        (found.isArray() ? found : found.get("items")).forEach(mail -> {
            if (mail.get("text").asString().contains(escalated.session())) {
                mails.add(mail);
            }
        });
        return mails;
    }
}
