package dev.baton.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a record and a schema can be compared by: for each field its JSON type in words, with {@code ?} behind when it
 * may be null or absent.
 */
@NullMarked
final class SchemaShape {
    private SchemaShape() {}

    static Map<String, String> ofRecord(Class<?> record) {
        Map<String, String> fields = new TreeMap<>();
        for (RecordComponent component : record.getRecordComponents()) {
            if (isAnnotated(record, component, JsonUnwrapped.class)) {
                fields.putAll(ofRecord(component.getType()));
            } else {
                boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
                fields.put(snakeCase(component.getName()), typeName(component.getType()) + (nullable ? "?" : ""));
            }
        }
        return fields;
    }

    static Map<String, String> ofSchema(JsonNode root, JsonNode object) {
        Map<String, String> fields = new TreeMap<>();
        List<String> required = object.get("required").valueStream().map(JsonNode::asString).toList();
        object.get("properties").forEachEntry((name, property) -> {
            String type = typeName(root, property);
            if (type.endsWith("?") == required.contains(name)) {
                type += " but required=" + required.contains(name);
            }
            fields.put(name, type);
        });
        required.stream().filter(name -> !fields.containsKey(name)).forEach(name -> fields.put(name, "undescribed"));
        return fields;
    }

    private static String typeName(Class<?> type) {
        if (type == String.class) {
            return "string";
        } else if (type == Instant.class) {
            return "string date-time";
        } else if (type == boolean.class) {
            return "boolean";
        } else if (type == int.class || type == long.class) {
            return "integer";
        } else if (type.isEnum()) {
            return "string " + Arrays.stream(type.getFields()).map(SchemaShape::constantName).toList();
        } else if (type.isRecord() && isAnnotated(type, type.getRecordComponents()[0], JsonValue.class)) {
            return "string uuid";
        }
        return ofRecord(type).toString();
    }

    private static String typeName(JsonNode root, JsonNode property) {
        if (property.has("$ref")) {
            return ofSchema(root, root.at(property.get("$ref").asString().substring(1))).toString();
        } else if (property.has("anyOf")) {
            return typeName(root, property.get("anyOf").get(0)) + "?";
        }
        boolean nullable = property.get("type").isArray();
        String type = nullable ? property.get("type").get(0).asString() : property.get("type").asString();
        if (property.has("format")) {
            type += " " + property.get("format").asString();
        } else if (property.has("enum")) {
            type += " "
                    + property.get("enum").valueStream().filter(JsonNode::isString).map(JsonNode::asString).toList();
        }
        return type + (nullable ? "?" : "");
    }

    private static String constantName(Field constant) {
        return constant.getAnnotation(JsonProperty.class).value();
    }

    private static boolean isAnnotated(Class<?> record, RecordComponent component,
            Class<? extends Annotation> annotation) {
        try {
            return record.getDeclaredField(component.getName()).isAnnotationPresent(annotation);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
