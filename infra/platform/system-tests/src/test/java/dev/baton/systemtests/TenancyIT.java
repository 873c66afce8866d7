package dev.baton.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * T2 through the edge, as a stranger would try it, for every route that the services publish. What a new route names by an
 * id of a new kind has to be given in {@link #idsOfAcme}.
 */
@ExtendWith(RunningBaton.class)
class TenancyIT {
    private static final String UNKNOWN = "0199a1b2-0000-7000-8000-000000000000";
    private static final String PROBLEM = "Not for globex";
    private static final List<String> STRANGERS = List.of("junior", "senior", "admin", "owner", "viewer");
    private static final List<PublishedRoute> ROUTES = PublishedRoute.of("handoff-service", "notification-service",
            "analytics-service");

    private static Map<String, String> ids;

    @BeforeAll
    static void acmeHasAnEscalation(Baton baton) {
        ids = idsOfAcme(baton);
    }

    @Test
    void everyStrangerGetsForAnIdOfAcmeWhatTheyGetForOneThatNobodyHas(Baton baton) {
        Map<String, String> unknown = ids.keySet().stream().collect(Collectors.toMap(name -> name, name -> UNKNOWN));
        List<PublishedRoute> naming = ROUTES.stream().filter(route -> !route.names().isEmpty()).toList();
        assertThat(naming).extracting(PublishedRoute::path).contains("/ai-sessions/{ai-sessions}");

        for (String name : STRANGERS) {
            Person stranger = baton.signIn(name + "@globex.example");
            for (PublishedRoute route : naming) {
                Person.Answer foreign = route.send(stranger, ids);
                Person.Answer nobodys = route.send(stranger, unknown);
                // An owner may use every route, so nothing but the id is in the way.
                assertThat(foreign.status()).as(name + " " + route + " " + foreign.body())
                        .isIn(name.equals("owner") ? List.of(404) : List.of(403, 404))
                        .isEqualTo(nobodys.status());
                assertThat(comparable(foreign)).as(name + " " + route).isEqualTo(comparable(nobodys));
            }
        }
        Person viewer = baton.signIn("viewer@acme.example");
        assertThat(viewer.get("/ai-sessions/" + ids.get("ai-sessions")).expect(200).get("status").asString())
                .isEqualTo("escalated");
        assertThat(viewer.get("/members").expect(200).get("items").findValuesAsString("id"))
                .contains(ids.get("members"));
    }

    @Test
    void whatNamesNothingShowsAStrangerNothingOfAcme(Baton baton) {
        List<PublishedRoute> lists = ROUTES.stream()
                .filter(route -> route.method().equals("GET") && route.answersJson() && route.names().isEmpty())
                .toList();
        assertThat(lists).extracting(PublishedRoute::path).contains("/ai-sessions", "/members", "/notices");

        for (String name : STRANGERS) {
            Person stranger = baton.signIn(name + "@globex.example");
            for (PublishedRoute list : lists) {
                Person.Answer answer = list.send(stranger, Map.of());
                assertThat(answer.status()).as(name + " " + list).isIn(200, 403);
                assertThat(answer.body()).as(name + " " + list)
                        .doesNotContain(PROBLEM, "acme")
                        .doesNotContain(Set.copyOf(ids.values()).toArray(String[]::new));
            }
        }
    }

    @Test
    void withoutATokenThereIsNothingButSignIn(Baton baton) {
        Person nobody = new Person(baton.edge(1), "", "");

        Stream.concat(ROUTES.stream(), PublishedRoute.of("stream-gateway").stream())
                .filter(PublishedRoute::needsToken)
                .forEach(route -> assertThat(route.send(nobody, ids).status()).as(route.toString()).isEqualTo(401));
    }

    /** By the name of what they are ids of, as {@link PublishedRoute} has it. */
    private static Map<String, String> idsOfAcme(Baton baton) {
        Person admin = baton.signIn("admin@acme.example");
        Person.Escalated escalated = baton.signIn("junior@acme.example").escalate(PROBLEM);
        String notice = admin.get("/notices").expect(200).at("/items/0/id").asString();
        JsonNode delivery = await().atMost(Duration.ofSeconds(30))
                .until(() -> admin.get("/deliveries?handoff_id=" + escalated.handoff()).json().at("/items/0/id"),
                        JsonNode::isString);
        return Map.of("ai-sessions", escalated.session(), "similar_id", escalated.session(), "handoff_id",
                escalated.handoff(), "members", admin.get("/me").expect(200).get("id").asString(), "notices", notice,
                "up_to", notice, "deliveries", delivery.asString());
    }

    private static Map<String, String> comparable(Person.Answer answer) {
        return answer.json()
                .propertyStream()
                .filter(member -> !Set.of("instance", "trace_id").contains(member.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, member -> member.getValue().toString()));
    }
}
