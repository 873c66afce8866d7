package dev.baton.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Acceptance E4: a component added to a record without its schema, or the other way round, is not released. */
class SchemaMatchesRecordTest {
    private static final Set<String> FIELDS_OF_A_CARD = SchemaShape.ofRecord(HandoffCard.class).keySet();

    static Stream<String> types() {
        return EventCodec.types().keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("types")
    void aRecordAndItsSchemaDescribeTheSameFields(String type) {
        ObjectNode schema = Contract.schema(type);

        assertThat(SchemaShape.ofSchema(schema, schema)).isEqualTo(SchemaShape.ofRecord(EventCodec.types().get(type)));
    }

    @Test
    void everyRecordOfTheContractIsKnownToTheCodec() {
        Stream<Class<?>> records = Stream.concat(
                Stream.of(HandoffEvent.class.getPermittedSubclasses()),
                Stream.of(BatonEvent.class.getPermittedSubclasses()).filter(Class::isRecord));

        assertThat(EventCodec.types().values()).containsExactlyInAnyOrderElementsOf(
                records.<Class<? extends BatonEvent>>map(record -> record.asSubclass(BatonEvent.class)).toList());
    }

    @Test
    void theFieldsOfACardReadTheSameInEverySchemaThatHasThem() {
        JsonNode created = Contract.schema("handoff_created");

        for (String type : new String[]{"handoff_claimed", "handoff_assessment_ready", "handoff_read_back_corrected",
                "handoff_returned", "handoff_cancelled", "handoff_overdue"}) {
            JsonNode schema = Contract.schema(type);
            assertThat(FIELDS_OF_A_CARD).allSatisfy(name -> assertThat(schema.get("properties").get(name)).as(name)
                    .isNotNull()
                    .isEqualTo(created.get("properties").get(name)));
            assertThat(schema.get("$defs")).isEqualTo(created.get("$defs"));
        }
    }

    @Test
    void aFieldThatOnlyOneSideHasIsNoticed() {
        record Moody(@JsonUnwrapped HandoffCard card, @Nullable HandoffId returnedFrom,
                @Nullable Instant waitingSince, String mood) {}
        record Lax(@Nullable String reason) {}
        ObjectNode created = Contract.schema("handoff_created");
        ObjectNode withheld = Contract.schema("event_withheld");

        Map<String, String> moody = SchemaShape.ofRecord(Moody.class);
        moody.remove("mood");

        assertThat(SchemaShape.ofSchema(created, created)).isEqualTo(moody)
                .isNotEqualTo(SchemaShape.ofRecord(Moody.class));
        assertThat(SchemaShape.ofSchema(withheld, withheld)).isNotEqualTo(SchemaShape.ofRecord(Lax.class));
    }

    @Test
    void aNullableFieldThatIsRequiredIsNoticed() {
        ObjectNode schema = Contract.schema("handoff_created");
        schema.withArray("required").add("target");

        assertThat(SchemaShape.ofSchema(schema, schema)).isNotEqualTo(SchemaShape.ofRecord(HandoffCreated.class));
    }
}
