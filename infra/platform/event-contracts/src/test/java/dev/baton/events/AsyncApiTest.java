package dev.baton.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Acceptance E4: the AsyncAPI document describes exactly the types, topics and files there are. */
class AsyncApiTest {
    private static final Path DOCUMENT = Contract.path("/contracts/asyncapi.yaml");
    private static final Path TOPICS = Path.of("../../kafka/topics.yaml");
    private final ObjectNode asyncapi = Contract.yaml(DOCUMENT);

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references = new ArrayList<>();
        collectReferences(asyncapi, references);

        assertThat(references).hasSizeGreaterThan(EventCodec.types().size()).allSatisfy(this::assertResolves);
    }

    @Test
    void aReferenceThatLeadsNowhereIsNoticed() {
        assertThat(resolves("schemas/handoff_lost.v1.json")).isFalse();
        assertThat(resolves("#/components/messages/handoff_lost")).isFalse();
    }

    @Test
    void everyTypeIsAMessageOfItsTopicWithItsOwnSchema() {
        Set<String> described = new HashSet<>();
        asyncapi.get("channels").forEach(channel -> channel.get("messages").forEachEntry((name, reference) -> {
            described.add(name);
            String address = channel.get("address").asString();
            assertThat(topicsOf(name)).as(name).contains(address);
            JsonNode message = asyncapi.at(reference.get("$ref").asString().substring(1));
            assertThat(message.get("name").asString()).isEqualTo(name);
            JsonNode payload = message.at("/payload/allOf/1/properties");
            assertThat(payload.at("/type/const").asString()).isEqualTo(name);
            assertThat(payload.at("/dataschema/const").asString()).isEqualTo(EventCodec.dataSchema(name));
            assertThat(payload.at("/data/$ref").asString()).isEqualTo("schemas/" + name + ".v1.json");
        }));

        assertThat(described).isEqualTo(EventCodec.types().keySet());
    }

    @Test
    void whateverCannotBePublishedIsWithheldOnItsOwnTopic() {
        assertThat(asyncapi.get("channels"))
                .allSatisfy(channel -> assertThat(channel.get("messages").has(EventWithheld.TYPE))
                        .as(channel.get("address").asString())
                        .isTrue());
    }

    @Test
    void channelsAreTheTopicsThatAreMade() {
        JsonNode topics = Contract.yaml(TOPICS).get("topics");

        for (JsonNode channel : asyncapi.get("channels")) {
            JsonNode kafka = channel.at("/bindings/kafka");
            JsonNode topic = topics.valueStream()
                    .filter(made -> made.get("name").equals(channel.get("address")))
                    .findFirst()
                    .orElseThrow();
            assertThat(kafka.get("topic")).isEqualTo(channel.get("address"));
            assertThat(kafka.get("partitions")).isEqualTo(topic.get("partitions"));
            assertThat(kafka.get("replicas")).isEqualTo(topic.get("replication"));
            kafka.get("topicConfiguration")
                    .forEachEntry((name, value) -> assertThat(
                            value.isArray() ? value.get(0) : value).as(name).isEqualTo(topic.get("config").get(name)));
        }
    }

    @Test
    void everyTopicOfTheCodeIsMadeAndEveryConsumerHasItsDeadLetters() {
        Set<String> expected = new TreeSet<>(Set.of(Topics.HANDOFF_EVENTS, Topics.DIRECTORY_USERS));
        Set<String> made = new TreeSet<>();
        for (JsonNode topic : Contract.yaml(TOPICS).get("topics")) {
            String name = topic.get("name").asString();
            made.add(name);
            // stream-gateway reads without a group: it keeps nothing, so it has no dead letters.
            topic.get("consumers")
                    .valueStream()
                    .map(JsonNode::asString)
                    .filter(consumer -> !consumer.equals("stream-gateway"))
                    .forEach(consumer -> expected.add(Topics.deadLetters(name, consumer)));
        }

        assertThat(made).isEqualTo(expected);
    }

    @Test
    void theHeadersAreThoseOfTheCode() {
        JsonNode headers = asyncapi.at("/components/schemas/headers");

        assertThat(headers.get("properties").propertyNames()).containsExactlyInAnyOrder(EventHeaders.CONTENT_TYPE,
                EventHeaders.EVENT_TYPE, EventHeaders.ACCOUNT_ID, EventHeaders.EPOCH, EventHeaders.SEQUENCE,
                EventHeaders.TRACEPARENT);
        assertThat(headers.at("/properties/content-type/const").asString()).isEqualTo(EventHeaders.CLOUDEVENTS_JSON);
    }

    private static Set<String> topicsOf(String type) {
        if (type.equals(EventWithheld.TYPE)) {
            return Set.of(Topics.HANDOFF_EVENTS, Topics.DIRECTORY_USERS);
        }
        return Set.of(HandoffEvent.class.isAssignableFrom(EventCodec.types().get(type))
                ? Topics.HANDOFF_EVENTS
                : Topics.DIRECTORY_USERS);
    }

    private static void collectReferences(JsonNode node, List<String> references) {
        if (node.isObject() && node.has("$ref")) {
            references.add(node.get("$ref").asString());
        }
        node.forEach(child -> collectReferences(child, references));
    }

    private void assertResolves(String reference) {
        assertThat(resolves(reference)).as(reference).isTrue();
    }

    private boolean resolves(String reference) {
        return reference.startsWith("#")
                ? !asyncapi.at(reference.substring(1)).isMissingNode()
                : Files.isRegularFile(DOCUMENT.resolveSibling(reference));
    }
}
