package dev.baton.events;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The published files, as a consumer finds them in the jar. */
@NullMarked
final class Contract {
    static final String ENVELOPE = "envelope";
    private static final JsonMapper JSON = new JsonMapper();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private Contract() {}

    static ObjectNode schema(String type) {
        return json("/contracts/schemas/" + type + ".v1.json");
    }

    /** What a validator finds wrong with {@code instance}; empty when it fits. */
    static List<String> violations(ObjectNode schema, JsonNode instance) {
        Schema compiled = SCHEMAS.getSchema(schema);
        return compiled.validate(instance).stream().map(Error::toString).toList();
    }

    /** Every example by its file name without the ending: the type, or the type and a variant. */
    static Map<String, ObjectNode> examples() {
        return files("/contracts/examples");
    }

    /** Schemas of a folder by type. */
    static Map<String, ObjectNode> schemas(String folder) {
        Map<String, ObjectNode> byType = new TreeMap<>();
        files(folder).forEach((name, schema) -> byType.put(name.replace(".v1", ""), schema));
        return byType;
    }

    static ObjectNode yaml(Path file) {
        return (ObjectNode) new YAMLMapper().readTree(file);
    }

    static Path path(String resource) {
        try {
            return Path.of(Contract.class.getResource(resource).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, ObjectNode> files(String folder) {
        Map<String, ObjectNode> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(path(folder))) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .forEach(name -> found.put(name.substring(0, name.length() - 5), json(folder + "/" + name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static ObjectNode json(String resource) {
        try (InputStream in = Contract.class.getResourceAsStream(resource)) {
            return (ObjectNode) JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
