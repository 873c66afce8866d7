package dev.baton.handoff.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.handoff.testing.Api;
import dev.baton.handoff.testing.Desk;
import dev.baton.handoff.testing.Desks;
import dev.baton.handoff.testing.HandoffTest;
import dev.baton.handoff.web.HostileBodies.Hostile;
import dev.baton.testing.AccountTables;
import dev.baton.testing.engines.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.JsonNodeException;
import tools.jackson.databind.node.ObjectNode;

/**
 * T4, T5: every field of the document with everything that could be wrong with it. What the document forbids is refused
 * with a problem and changes nothing; nothing at all makes the service fail. Seeded; {@code infra/test --full} tries
 * ten times as many.
 */
@HandoffTest
class HostileInputTest {
    private static final long SEED = 20_261_126;
    private static final int CASES = Boolean.getBoolean("baton.full") ? 6_000 : 500;
    private static final OpenApiDocument DOCUMENT = OpenApiDocument.read();

    @Autowired
    private Desks desks;
    @Autowired
    private TestDatabase database;

    private Desk desk;
    private String session;
    private String handoff;

    private record Case(String operation, JsonNode schema, Hostile hostile) {
        boolean isForbidden() {
            try {
                return !DOCUMENT.violations(schema, hostile.body()).isEmpty();
            } catch (JsonNodeException beyondLong) {
                // The validator cannot hold such a number against a bound; no field of the document takes one.
                return true;
            }
        }
    }

    /** The owner works in a session whose handoff they claimed. */
    @BeforeEach
    void openADesk() {
        desk = desks.open();
        Desks.Escalated escalated = desks.escalated(desk.junior());
        desks.as(desk.owner()).post(escalated.claim()).ok();
        session = escalated.session();
        handoff = escalated.handoff();
        await().until(() -> !desks.as(desk.owner())
                .get("/ai-sessions/" + session + "/handoffs")
                .ok()
                .at("/items/0/assessment_state")
                .asString()
                .equals("pending"));
    }

    @Test
    void whatTheDocumentForbidsIsRefusedAndChangesNothing() throws SQLException {
        List<Case> forbidden = cases().stream().filter(Case::isForbidden).toList();
        assertThat(forbidden).hasSizeGreaterThan(CASES / 2);
        Map<String, String> before = everything();

        for (Case each : forbidden) {
            Api.Answer answer = send(each);
            assertThat(answer.status()).as(told(each, answer)).isBetween(400, 499);
            assertIsProblem(each, answer);
        }

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void whatTheDocumentAllowsNeverMakesTheServiceFail() {
        for (Case each : cases()) {
            if (!each.isForbidden()) {
                Api.Answer answer = send(each);
                assertThat(answer.status()).as(told(each, answer)).isLessThan(500);
                if (answer.status() >= 400) {
                    assertIsProblem(each, answer);
                }
            }
        }
    }

    private static void assertIsProblem(Case each, Api.Answer answer) {
        assertThat(answer.response().headers().firstValue("content-type").orElse("")).as(told(each, answer))
                .startsWith("application/problem+json");
        assertThat(answer.response().body()).as(told(each, answer))
                .doesNotContain("Exception", "dev.baton", "tools.jackson", "org.springframework", "SELECT ");
    }

    private static String told(Case each, Api.Answer answer) {
        return each.operation() + ", the body " + each.hostile().what() + ": " + answer.response().body();
    }

    /** As many as wanted: first each change alone, dealt; then several at once. */
    private List<Case> cases() {
        Random random = new Random(SEED);
        Map<String, JsonNode> good = new TreeMap<>();
        DOCUMENT.operations().forEach((name, operation) -> {
            JsonNode media = operation.at("/requestBody/content/application~1json");
            if (!media.isMissingNode()) {
                good.put(name, media);
            }
        });
        List<Case> cases = new ArrayList<>();
        good.forEach((name, media) -> HostileBodies.of(example(media))
                .forEach(hostile -> cases.add(new Case(name, media.get("schema"), hostile))));
        Collections.shuffle(cases, random);
        List<String> names = List.copyOf(good.keySet());
        while (cases.size() < CASES) {
            String name = names.get(random.nextInt(names.size()));
            JsonNode media = good.get(name);
            cases.add(new Case(name, media.get("schema"), HostileBodies.several(example(media), random)));
        }
        return cases.subList(0, CASES);
    }

    private static JsonNode example(JsonNode media) {
        JsonNode example = DOCUMENT.examples(media).getFirst().deepCopy();
        if (example instanceof ObjectNode object && object.has("target_user_id")) {
            object.putNull("target_user_id");
        }
        return example;
    }

    private Api.Answer send(Case each) {
        String[] parts = each.operation().replace("/api/v1", "").split(" ", 2);
        String path = parts[1].replace("{id}", session)
                .replace("{handoff_id}", handoff)
                .replaceAll("\\{[a-z_]+}",
                        session);
        return desks.as(desk.owner()).send(parts[0], path, each.hostile().body().toString(), Map.of());
    }

    /** A fingerprint of every row of the account, by table. */
    private Map<String, String> everything() throws SQLException {
        Map<String, String> found = new TreeMap<>();
        try (Connection connection = database.openAsSuperuser()) {
            for (String table : AccountTables.of(connection)) {
                try (PreparedStatement query = connection.prepareStatement(
                        "SELECT count(*) || ':' || coalesce(sum(hashtextextended(t::text, 0)), 0) FROM " + table
                                + " t WHERE account_id = ?")) {
                    query.setObject(1, desk.account().value());
                    try (ResultSet row = query.executeQuery()) {
                        row.next();
                        found.put(table, row.getString(1));
                    }
                }
            }
        }
        return found;
    }
}
