package dev.baton.handoff.web;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Everything that is wrong, or only looks so, with each field of a good body. */
final class HostileBodies {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Values for any field, by what they are. */
    private static final Map<String, Supplier<JsonNode>> VALUES = values();

    /** Fields that no client sets, with values that would matter. */
    private static final Map<String, JsonNode> NOT_THEIRS = Map.of("account_id",
            JSON.stringNode("0199a1b2-0000-7000-8000-000000000000"), "role", JSON.stringNode("owner"), "status",
            JSON.stringNode("resolved"), "version", JSON.numberNode(99), "id",
            JSON.stringNode("0199a1b2-0000-7000-8000-000000000001"), "claimed_by",
            JSON.stringNode("0199a1b2-0000-7000-8000-000000000002"), "__proto__", JSON.objectNode(), "created_at",
            JSON.stringNode("1970-01-01T00:00:00Z"));

    private HostileBodies() {}

    /** A body, and what was done to it. */
    record Hostile(String what, JsonNode body) {}

    /** One change each, of every field of {@code good} at any depth. */
    static List<Hostile> of(JsonNode good) {
        List<Hostile> bodies = new ArrayList<>();
        if (good instanceof ObjectNode object) {
            change(object, object, "", bodies);
            NOT_THEIRS.forEach((name, value) -> {
                ObjectNode more = object.deepCopy();
                if (!more.has(name)) {
                    more.set(name, value);
                    bodies.add(new Hostile("sets " + name, more));
                }
            });
        }
        VALUES.forEach((what, value) -> bodies.add(new Hostile("is " + what, value.get())));
        return bodies;
    }

    /** Several changes at once, dealt by {@code random}. */
    static Hostile several(JsonNode good, Random random) {
        JsonNode body = good;
        StringBuilder what = new StringBuilder();
        for (int change = 0; change < 2 + random.nextInt(3); change++) {
            List<Hostile> next = of(body);
            Hostile chosen = next.get(random.nextInt(next.size()));
            if (chosen.body() instanceof ObjectNode) {
                body = chosen.body();
                what.append(chosen.what()).append("; ");
            }
        }
        return new Hostile(what.toString(), body);
    }

    // The node is inside of the root and is changed in copies of it, by its path.
    private static void change(ObjectNode root, JsonNode node, String path, List<Hostile> bodies) {
        if (node instanceof ObjectNode object) {
            for (String name : new ArrayList<>(object.propertyNames())) {
                String inner = path + "/" + name;
                ObjectNode without = root.deepCopy();
                ((ObjectNode) without.at(path)).remove(name);
                bodies.add(new Hostile("without " + inner, without));
                VALUES.forEach((what, value) -> {
                    ObjectNode changed = root.deepCopy();
                    ((ObjectNode) changed.at(path)).set(name, value.get());
                    bodies.add(new Hostile(inner + " is " + what, changed));
                });
                change(root, object.get(name), inner, bodies);
            }
        } else if (node instanceof ArrayNode array && !array.isEmpty()) {
            VALUES.forEach((what, value) -> {
                ObjectNode changed = root.deepCopy();
                ((ArrayNode) changed.at(path)).set(0, value.get());
                bodies.add(new Hostile(path + "/0 is " + what, changed));
            });
            change(root, array.get(0), path + "/0", bodies);
        }
    }

    private static Map<String, Supplier<JsonNode>> values() {
        Map<String, Supplier<JsonNode>> values = new LinkedHashMap<>();
        values.put("null", JSON::nullNode);
        values.put("true", () -> JSON.booleanNode(true));
        values.put("0", () -> JSON.numberNode(0));
        values.put("-1", () -> JSON.numberNode(-1));
        values.put("1.5", () -> JSON.numberNode(1.5));
        values.put("a number beyond long", () -> JSON.numberNode(BigInteger.ONE.shiftLeft(63)));
        values.put("a number beyond double", () -> JSON.numberNode(new BigDecimal("1e400")));
        values.put("an array", () -> JSON.arrayNode().add("a"));
        values.put("an object", () -> JSON.objectNode().put("a", "b"));
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("empty", "");
        texts.put("blank", " \t ");
        texts.put("one space", "\u00a0");
        texts.put("another word", "nope");
        texts.put("in capitals", "HIGH");
        texts.put("a number as text", "15");
        texts.put("too long", "x".repeat(9_000));
        texts.put("written from right to left", "\u202eREVERSED\u202c");
        texts.put("full of nothing", "a\u200b\u200d\ufeffb");
        texts.put("a tower of accents", "Z" + "\u0301".repeat(400));
        texts.put("emoji", "\ud83d\udc69\u200d\ud83d\udcbb".repeat(50));
        texts.put("with a zero", "a\u0000b");
        texts.put("with a bell", "a\u0007b");
        texts.put("with an escape", "\u001b[31mred");
        texts.put("with lines", "a\r\nBcc: all@example.com");
        texts.put("SQL", "'; DROP TABLE handoff; --");
        texts.put("markup", "<script>alert(1)</script><img src=x onerror=alert(1)>");
        texts.put("a template", "${jndi:ldap://127.0.0.1/a} {{7*7}} #{7*7}");
        texts.put("a path", "../../../../etc/passwd");
        texts.put("a foreign id", "0199a1b2-0000-7000-8000-000000000000");
        texts.put("nearly an id", "0199a1b2-0000-7000-8000-00000000000");
        texts.put("a date that is none", "2026-02-30");
        texts.forEach((what, text) -> values.put(what, () -> JSON.stringNode(text)));
        return values;
    }
}
