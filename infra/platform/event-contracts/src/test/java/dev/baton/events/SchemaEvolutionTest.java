package dev.baton.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Acceptance E4: the contract only grows. */
class SchemaEvolutionTest {
    private static final String TYPE = "handoff_created";

    @Test
    void theSchemasOnlyGrewSinceTheyWereReleased() {
        assertThat(SchemaEvolution.breaks(released(), Contract.schemas("/contracts/schemas"))).isEmpty();
    }

    @Test
    void aNewOptionalFieldAndOtherWordsAreFine() {
        List<String> breaks = breaksWhen(schema -> {
            schema.put("description", "In better words");
            schema.withObject("/properties/mood").put("type", "string");
        });

        assertThat(breaks).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breakingChanges")
    void whatWouldBreakAConsumerIsCaught(String name, Consumer<ObjectNode> change, String found) {
        assertThat(breaksWhen(change)).containsExactly(found);
    }

    @Test
    void aRemovedTypeIsCaught() {
        Map<String, ObjectNode> fewer = released();
        fewer.remove(TYPE);

        assertThat(SchemaEvolution.breaks(released(), fewer)).containsExactly("handoff_created was removed");
    }

    static Stream<Arguments> breakingChanges() {
        return Stream.of(
                breaking("removed", schema -> schema.withObject("/properties").remove("target"),
                        "handoff_created.target was removed"),
                breaking("retyped", schema -> schema.withObject("/properties/step_count").put("type", "string"),
                        "handoff_created.step_count has other rules"),
                breaking("nullable", schema -> schema.withObject("/properties/domain")
                        .putArray("type")
                        .add("string")
                        .add("null"), "handoff_created.domain has other rules"),
                breaking("newly required", schema -> schema.withArray("required").add("psa_ticket_id"),
                        "handoff_created requires other fields"),
                breaking("new and required", schema -> {
                    schema.withObject("/properties/mood").put("type", "string");
                    schema.withArray("required").add("mood");
                }, "handoff_created requires other fields"),
                breaking("no longer required", schema -> ((ArrayNode) schema.get("required")).remove(0),
                        "handoff_created requires other fields"),
                breaking("one more value", schema -> schema.withObject("/properties/priority")
                        .withArray("enum")
                        .add("asap"), "handoff_created.priority has other rules"),
                breaking("closed", schema -> schema.put("additionalProperties", false),
                        "handoff_created has other rules"),
                breaking("removed inside", schema -> schema.withObject("/$defs/person/properties").remove("name"),
                        "handoff_created.person.name was removed"),
                breaking("renamed", schema -> schema.put("$id", "urn:baton:schema:handoff_created:v2"),
                        "handoff_created has other rules"));
    }

    private static Arguments breaking(String name, Consumer<ObjectNode> change, String found) {
        return Arguments.of(name, change, found);
    }

    private static List<String> breaksWhen(Consumer<ObjectNode> change) {
        Map<String, ObjectNode> changed = released();
        change.accept(changed.get(TYPE));
        return SchemaEvolution.breaks(released(), changed);
    }

    private static Map<String, ObjectNode> released() {
        return Contract.schemas("/released/v1");
    }
}
