package dev.baton.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Acceptance E4: examples, schemas and the codec say the same. */
class ExampleEventsTest {
    private final EventCodec codec = new EventCodec();
    private final JsonMapper json = new JsonMapper();

    static Stream<Arguments> examples() {
        return Contract.examples()
                .entrySet()
                .stream()
                .map(example -> Arguments.of(example.getKey(), example.getValue()));
    }

    @Test
    void everyTypeHasASchemaAndAnExampleAndThereAreNoOthers() {
        Set<String> types = EventCodec.types().keySet();

        Set<String> schemas = Contract.schemas("/contracts/schemas").keySet();
        Set<String> exampleTypes = Contract.examples()
                .keySet()
                .stream()
                .map(name -> name.split("\\.")[0])
                .collect(Collectors.toSet());

        assertThat(schemas).containsExactlyInAnyOrderElementsOf(withEnvelope(types));
        assertThat(exampleTypes).isEqualTo(types);
        assertThat(Contract.examples()).containsKeys(types.toArray(String[]::new));
    }

    @Test
    void everySchemaIsFoundUnderTheNameThatEventsCarry() {
        Contract.schemas("/contracts/schemas").forEach((type, schema) -> {
            assertThat(schema.get("$id").asString()).isEqualTo(EventCodec.dataSchema(type));
            assertThat(schema.get("$schema").asString()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void anExampleFitsTheEnvelopeAndTheSchemaOfItsData(String name, ObjectNode example) {
        String type = example.get("type").asString();

        assertThat(name).startsWith(type);
        assertThat(Contract.violations(Contract.schema(Contract.ENVELOPE), example)).isEmpty();
        assertThat(Contract.violations(Contract.schema(type), example.get("data"))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void anExampleIsWrittenAsItWasRead(String name, ObjectNode example) {
        Decoded decoded = codec.decode(json.writeValueAsBytes(example), 1);

        assertThat(decoded).isInstanceOfSatisfying(Decoded.Known.class,
                known -> assertThat(json.readTree(codec.encode(known.envelope()))).isEqualTo(example));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void theCodecMissesWhatTheSchemaRequiresAndNothingElse(String name, ObjectNode example) {
        ObjectNode schema = Contract.schema(example.get("type").asString());
        List<String> required = schema.get("required").valueStream().map(JsonNode::asString).toList();

        for (String field : new ArrayList<>(schema.get("properties").propertyNames())) {
            ObjectNode without = example.deepCopy();
            without.withObject("/data").remove(field);
            byte[] body = json.writeValueAsBytes(without);
            if (required.contains(field)) {
                assertThatThrownBy(() -> codec.decode(body, 1)).as(field).isInstanceOf(MalformedEvent.class);
            } else {
                assertThat(codec.decode(body, 1)).as(field).isInstanceOf(Decoded.Known.class);
            }
        }
    }

    @Test
    void theSchemasTellABadEventFromAGoodOne() {
        ObjectNode event = Contract.examples().get("handoff_claimed");
        ObjectNode data = (ObjectNode) event.get("data");

        assertThat(Contract.violations(Contract.schema("handoff_claimed"), data.deepCopy().put("handoff_id", "7")))
                .isNotEmpty();
        assertThat(Contract.violations(Contract.schema("handoff_claimed"), data.deepCopy().put("claimed_at", "noon")))
                .isNotEmpty();
        assertThat(Contract.violations(Contract.schema("handoff_claimed"), data.deepCopy().put("priority", "asap")))
                .isNotEmpty();
        assertThat(Contract.violations(Contract.schema(Contract.ENVELOPE), event.deepCopy().put("sequence", "7")))
                .isNotEmpty();
    }

    private static Set<String> withEnvelope(Set<String> types) {
        return Stream.concat(types.stream(), Stream.of(Contract.ENVELOPE)).collect(Collectors.toSet());
    }
}
