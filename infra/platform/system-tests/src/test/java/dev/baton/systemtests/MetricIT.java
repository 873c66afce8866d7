package dev.baton.systemtests;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** M6: the metric table, made of events alone, equals what the rows of handoff-service say. */
@ExtendWith(RunningBaton.class)
class MetricIT {
    private static final int ESCALATED_IN_THE_DEMO_DATA = 17;

    @Test
    void theMetricTableEqualsTheRowsThatItNeverReads(Baton baton) {
        Person senior = baton.signIn("senior@acme.example");
        Person.Escalated escalated = baton.signIn("junior@acme.example").escalate("Compare this one");
        senior.post(escalated.claim()).expect(200);
        senior.post("/ai-sessions/" + escalated.session() + "/steps", Map.of("kind", "result", "text", "Done"))
                .expect(201);

        for (Person person : List.of(senior, baton.signIn("senior@globex.example"))) {
            MetricRows.assertEqualToTheFacts(baton, person, ESCALATED_IN_THE_DEMO_DATA);
        }
    }
}
