package dev.baton.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds what would break a consumer of the released schemas, or a reader of the events of the last 100 days. Only new
 * types, new optional fields and other words are allowed.
 */
@NullMarked
final class SchemaEvolution {
    private static final Set<String> WORDS = Set.of("title", "description", "$comment", "examples");
    private static final Set<String> COMPARED_BY_NAME = Set.of("properties", "$defs", "required");

    private final List<String> breaks = new ArrayList<>();

    private SchemaEvolution() {}

    static List<String> breaks(Map<String, ObjectNode> released, Map<String, ObjectNode> current) {
        SchemaEvolution evolution = new SchemaEvolution();
        released.forEach((type, schema) -> {
            if (current.get(type) instanceof ObjectNode now) {
                evolution.compare(type, schema, now);
            } else {
                evolution.breaks.add(type + " was removed");
            }
        });
        return evolution.breaks;
    }

    private void compare(String path, JsonNode released, JsonNode current) {
        compareMembers(path, released, current, "properties");
        compareMembers(path, released, current, "$defs");
        if (!names(released.get("required")).equals(names(current.get("required")))) {
            breaks.add(path + " requires other fields");
        }
        if (!rules(released).equals(rules(current))) {
            breaks.add(path + " has other rules");
        }
    }

    private void compareMembers(String path, JsonNode released, JsonNode current, String keyword) {
        if (!released.has(keyword)) {
            return;
        }
        released.get(keyword).forEachEntry((name, member) -> {
            JsonNode now = current.path(keyword).get(name);
            if (now == null) {
                breaks.add(path + "." + name + " was removed");
            } else {
                compare(path + "." + name, member, now);
            }
        });
    }

    private static Set<String> names(@Nullable JsonNode required) {
        return required == null ? Set.of() : required.valueStream().map(JsonNode::asString).collect(Collectors.toSet());
    }

    private static Map<String, JsonNode> rules(JsonNode schema) {
        return schema.propertyStream()
                .filter(keyword -> !WORDS.contains(keyword.getKey()) && !COMPARED_BY_NAME.contains(keyword.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
