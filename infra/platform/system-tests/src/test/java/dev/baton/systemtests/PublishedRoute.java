package dev.baton.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A route as the {@code openapi.yaml} of its service publishes it. What names something is left open in path and body, as
 * <code>{members}</code> in {@code /members/{id}}, <code>{handoff_id}</code> and <code>{up_to}</code>.
 *
 * @param path below {@code /api/v1}, with what a query has to say
 * @param body that is accepted, as JSON; empty where none is needed
 */
record PublishedRoute(String method, String path, String body, boolean needsToken, boolean answersJson) {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final Pattern OPEN = Pattern.compile("\\{([a-z_-]+)}");
    private static final Pattern ID = Pattern.compile("([a-z-]+)/\\{id}");

    /** Every route below {@code /api/v1} of these services. */
    static List<PublishedRoute> of(String... services) {
        return Stream.of(services)
                .map(PublishedRoute::document)
                .flatMap(document -> document.get("paths")
                        .propertyStream()
                        .filter(path -> !path.getValue().has("servers"))
                        .flatMap(path -> path.getValue()
                                .propertyStream()
                                .filter(operation -> METHODS.contains(operation.getKey()))
                                .map(operation -> read(document, path, operation))))
                .toList();
    }

    /** What is named by id. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        OPEN.matcher(path + body).results().forEach(open -> names.add(open.group(1)));
        return names;
    }

    /** Asks with the ids by what they name; fails where one is missing, so that no route is left out in silence. */
    Person.Answer send(Person person, Map<String, String> ids) {
        return person.send(method, filled(path, ids), body.isEmpty() ? null : filled(body, ids), Map.of());
    }

    private static String filled(String text, Map<String, String> ids) {
        return OPEN.matcher(text)
                .replaceAll(open -> Objects.requireNonNull(ids.get(open.group(1)), () -> "no id for " + open.group()));
    }

    private static PublishedRoute read(JsonNode document, Map.Entry<String, JsonNode> path,
            Map.Entry<String, JsonNode> entry) {
        JsonNode operation = entry.getValue();
        String whole = path.getKey();
        char before = '?';
        for (JsonNode each : Stream.concat(path.getValue().path("parameters").valueStream(),
                operation.path("parameters").valueStream()).toList()) {
            JsonNode parameter = follow(document, each);
            String open = "{" + parameter.get("name").asString() + "}";
            String value = parameter.get("schema").has("enum") ? parameter.at("/schema/enum/0").asString() : open;
            if (parameter.get("in").asString().equals("path")) {
                whole = whole.replace(open, value);
            } else if (parameter.get("in").asString().equals("query") && parameter.has("required")) {
                whole += before + parameter.get("name").asString() + "=" + value;
                before = '&';
            }
        }
        boolean open = operation.has("security")
                && operation.get("security").valueStream().noneMatch(scheme -> scheme.has("accessToken"));
        return new PublishedRoute(entry.getKey().toUpperCase(Locale.ROOT), ID.matcher(whole).replaceAll("$1/{$1}"),
                body(document, operation), !open, operation.at("/responses/200/content").has("application/json"));
    }

    /** The example; an id that is required is left open, another is left out. */
    private static String body(JsonNode document, JsonNode operation) {
        JsonNode media = operation.at("/requestBody/content/application~1json");
        if (!(media.get("example") instanceof ObjectNode example)) {
            return "";
        }
        JsonNode schema = follow(document, media.get("schema"));
        List<String> required = schema.path("required").valueStream().map(JsonNode::asString).toList();
        ObjectNode body = example.deepCopy();
        schema.get("properties").propertyStream().filter(field -> isId(field.getValue())).forEach(field -> {
            body.remove(field.getKey());
            if (required.contains(field.getKey())) {
                body.put(field.getKey(), "{" + field.getKey() + "}");
            }
        });
        return body.toString();
    }

    private static boolean isId(JsonNode schema) {
        return schema.has("format") && schema.get("format").asString().equals("uuid");
    }

    private static JsonNode follow(JsonNode document, JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asString().substring(1)) : node;
    }

    private static JsonNode document(String service) {
        try {
            Object document = new Yaml().load(
                    Files.readString(AlertRules.ROOT.resolve(service).resolve("src/main/resources/openapi.yaml")));
            return Person.JSON.valueToTree(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
