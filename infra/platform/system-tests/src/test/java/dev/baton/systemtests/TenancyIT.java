package dev.baton.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** T2 through the edge, as a stranger would try it; each service has the matrix of all its routes. */
@ExtendWith(RunningBaton.class)
class TenancyIT {
    private static final String UNKNOWN = "0199a1b2-0000-7000-8000-000000000000";
    private static final String ESCALATION = "{\"reason\": \"r\", \"notes\": \"\", \"priority\": \"low\"}";

    @Test
    void everyStrangerGetsForAnIdOfAcmeWhatTheyGetForOneThatNobodyHas(Baton baton) {
        Person.Escalated acme = baton.signIn("junior@acme.example").escalate("Not for globex");

        for (String name : List.of("junior", "senior", "admin", "owner", "viewer")) {
            Person stranger = baton.signIn(name + "@globex.example");
            routes(acme.session(), acme.handoff()).forEach((route, body) -> {
                Person.Answer foreign = call(stranger, route, body);
                Person.Answer unknown = call(stranger,
                        route.replace(acme.session(), UNKNOWN).replace(acme.handoff(), UNKNOWN), body);
                assertThat(foreign.status()).as(name + " " + route + " " + foreign.body())
                        .isEqualTo(name.equals("viewer") ? unknown.status() : 404);
                assertThat(comparable(foreign)).as(route).isEqualTo(comparable(unknown));
                assertThat(foreign.body()).doesNotContain("Not for globex");
            });
        }
        assertThat(baton.signIn("viewer@acme.example")
                .get("/ai-sessions/" + acme.session())
                .expect(200)
                .get("status")
                .asString()).isEqualTo("escalated");
    }

    private static Map<String, String> routes(String session, String handoff) {
        return Map.of("GET /ai-sessions/" + session, "",
                "GET /ai-sessions/" + session + "/handoffs", "",
                "POST /ai-sessions/" + session + "/steps", "{\"kind\": \"action\", \"text\": \"Looked\"}",
                "POST /ai-sessions/" + session + "/escalate", ESCALATION,
                "POST /ai-sessions/" + session + "/handoff", ESCALATION.replace("{", "{\"intent\": \"park\", "),
                "POST /ai-sessions/" + session + "/resume", "",
                "POST /ai-sessions/" + session + "/handoffs/" + handoff + "/claim", "",
                "GET /deliveries?handoff_id=" + handoff, "");
    }

    private static Person.Answer call(Person person, String route, String body) {
        String[] parts = route.split(" ", 2);
        return person.send(parts[0], parts[1], body.isEmpty() ? null : body, Map.of());
    }

    private static Map<String, String> comparable(Person.Answer answer) {
        return answer.json()
                .propertyStream()
                .filter(member -> !Set.of("instance", "trace_id").contains(member.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, member -> member.getValue().toString()));
    }
}
