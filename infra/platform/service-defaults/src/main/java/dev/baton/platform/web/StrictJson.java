package dev.baton.platform.web;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** JSON as acceptance W1 and T5 ask for it: snake_case, nothing unknown, nothing twice, nothing converted silently. */
final class StrictJson {
    private static final int MAX_NAME_LENGTH = 128;
    private static final int MAX_NUMBER_LENGTH = 32;

    private StrictJson() {}

    static void bound(JsonFactoryBuilder factory, WebProperties limits) {
        factory.streamReadConstraints(StreamReadConstraints.builder()
                .maxNestingDepth(limits.maxJsonDepth())
                .maxStringLength(limits.maxBodyBytes())
                .maxNameLength(MAX_NAME_LENGTH)
                .maxNumberLength(MAX_NUMBER_LENGTH)
                .build());
        factory.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
        // Or a part of the body would stand in the exception.
        factory.disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION);
    }

    static void configure(JsonMapper.Builder json) {
        json.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .addModule(new SimpleModule("baton")
                        .addDeserializer(String.class, new PlainText(false))
                        .addDeserializer(UUID.class, new CanonicalUuid())
                        .addSerializer(new Milliseconds()));
    }

    /** RFC 3339 in UTC with exactly three digits of a second, also where they are zero. */
    private static final class Milliseconds extends StdSerializer<Instant> {
        private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
                .withZone(ZoneOffset.UTC);

        Milliseconds() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator out, SerializationContext context) {
            out.writeString(FORMAT.format(value));
        }
    }

    /** The 36 characters only; Jackson's own also takes Base64, and an id would have two spellings. */
    private static final class CanonicalUuid extends StdScalarDeserializer<UUID> {
        private static final int LENGTH = 36;

        CanonicalUuid() {
            super(UUID.class);
        }

        @Override
        public UUID deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() == JsonToken.VALUE_STRING && parser.getString().length() == LENGTH) {
                try {
                    return UUID.fromString(parser.getString());
                } catch (IllegalArgumentException e) {
                    // Told below, like any other value of a wrong type.
                }
            }
            return (UUID) context.handleUnexpectedToken(getValueType(context), parser);
        }
    }
}
