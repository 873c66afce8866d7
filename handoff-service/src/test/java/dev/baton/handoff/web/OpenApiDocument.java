package dev.baton.handoff.web;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** {@code openapi.yaml} as a client reads it: references are followed. */
record OpenApiDocument(JsonNode root) {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    static OpenApiDocument read() {
        try (InputStream file = new ClassPathResource("openapi.yaml").getInputStream()) {
            return new OpenApiDocument(new YAMLMapper().readTree(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every operation by method and whole path, as {@code GET /api/v1/notices}. */
    Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new TreeMap<>();
        root.get("paths").propertyStream().forEach(path -> {
            JsonNode servers = path.getValue().path("servers").isMissingNode()
                    ? root.get("servers")
                    : path.getValue().get("servers");
            String server = servers.get(0).get("url").asString();
            String base = server.equals("/") ? "" : server;
            path.getValue()
                    .propertyStream()
                    .filter(member -> METHODS.contains(member.getKey()))
                    .forEach(operation -> operations.put(
                            operation.getKey().toUpperCase(Locale.ROOT) + " " + base + path.getKey(),
                            operation.getValue()));
        });
        return operations;
    }

    Set<String> references() {
        Set<String> found = new TreeSet<>();
        root.findValues("$ref").forEach(reference -> found.add(reference.asString()));
        return found;
    }

    /** Missing when it leads nowhere. */
    JsonNode at(String reference) {
        return root.at(JsonPointer.compile(reference.substring(1)));
    }

    /** The node itself, or what it refers to. */
    JsonNode follow(JsonNode node) {
        return node.has("$ref") ? at(node.get("$ref").asString()) : node;
    }

    /** Every example of a media type. */
    List<JsonNode> examples(JsonNode mediaType) {
        return Stream.concat(Stream.of(mediaType.path("example")).filter(example -> !example.isMissingNode()),
                mediaType.path("examples").valueStream().map(example -> follow(example).get("value"))).toList();
    }

    /** What is wrong with an instance, fields that the schema does not know included; empty when it fits. */
    List<String> violations(JsonNode schema, JsonNode instance) {
        return SCHEMAS.getSchema(closed(schema))
                .validate(instance)
                .stream()
                .map(Error::toString)
                .toList();
    }

    // Clients ignore fields that they do not know, so the document leaves its schemas open; a test must notice them.
    private JsonNode closed(JsonNode schema) {
        JsonNode inlined = inlined(schema, true);
        if (inlined instanceof ObjectNode whole && whole.has("allOf")) {
            whole.put("unevaluatedProperties", false);
        }
        return inlined;
    }

    private JsonNode inlined(JsonNode schema, boolean close) {
        JsonNode node = follow(schema).deepCopy();
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        if (object.get("properties") instanceof ObjectNode properties) {
            properties.properties().forEach(field -> field.setValue(closed(field.getValue())));
            if (close) {
                object.put("additionalProperties", false);
            }
        }
        if (object.has("items")) {
            object.set("items", closed(object.get("items")));
        }
        replaceAll(object.path("anyOf"), true);
        replaceAll(object.path("allOf"), false);
        return object;
    }

    private void replaceAll(JsonNode alternatives, boolean close) {
        if (alternatives instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, inlined(array.get(i), close));
            }
        }
    }
}
