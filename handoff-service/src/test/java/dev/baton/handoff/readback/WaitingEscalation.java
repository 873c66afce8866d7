package dev.baton.handoff.readback;

import dev.baton.handoff.testing.Desk;
import dev.baton.handoff.testing.Desks;
import dev.baton.handoff.testing.HandoffTest;
import dev.baton.handoff.testing.HandoffTopic;
import dev.baton.platform.security.Actor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** An escalation of the junior that waits for whoever claims it. */
@HandoffTest
abstract class WaitingEscalation {
    @Autowired
    Desks desks;
    @Autowired
    HandoffTopic topic;

    Desk desk;
    Desks.Escalated escalated;

    @BeforeEach
    void anEscalationWaits() {
        desk = desks.open();
        escalated = desks.escalated(desk.junior());
    }

    JsonNode claim(Actor claimer, String understood) {
        return desks.as(claimer).post(escalated.claim(), Map.of("read_back", understood)).ok();
    }

    /** What the history tells of one kind of action. */
    List<JsonNode> history(String action) {
        return desks.as(desk.admin())
                .get(escalated.claim().replace("/claim", "/history"))
                .ok()
                .get("items")
                .valueStream()
                .filter(entry -> entry.get("action").asString().equals(action))
                .toList();
    }
}
