package dev.baton.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An off-the-shelf parser, which knows nothing of this platform, reads every event: from bytes and from Kafka. */
class CloudEventsInteroperabilityTest {
    private final EventCodec codec = new EventCodec();
    private final JsonMapper json = new JsonMapper();

    static Stream<Arguments> examples() {
        return Contract.examples()
                .entrySet()
                .stream()
                .map(example -> Arguments.of(example.getKey(), example.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void aParserAcceptsTheBody(String name, ObjectNode example) {
        CloudEvent event = new JsonFormat().deserialize(asWeWriteIt(example));

        assertSame(event, example);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void aParserAcceptsTheKafkaRecord(String name, ObjectNode example) {
        byte[] body = asWeWriteIt(example);
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(Topics.HANDOFF_EVENTS, 0, 0, 0,
                TimestampType.CREATE_TIME, 0, body.length, "account", body, headers(example), Optional.empty());

        CloudEvent event = KafkaMessageFactory.createReader(record).toEvent();

        assertSame(event, example);
    }

    private void assertSame(CloudEvent event, ObjectNode example) {
        assertThat(event.getId()).isEqualTo(example.get("id").asString());
        assertThat(event.getType()).isEqualTo(example.get("type").asString());
        assertThat(event.getSource()).isEqualTo(URI.create(example.get("source").asString()));
        assertThat(event.getSubject()).isEqualTo(example.get("subject").asString());
        assertThat(event.getTime()).isEqualTo(OffsetDateTime.parse(example.get("time").asString()));
        assertThat(event.getDataSchema()).isEqualTo(URI.create(example.get("dataschema").asString()));
        assertThat(event.getExtension("sequence")).isEqualTo(example.get("sequence").asString());
        assertThat(event.getExtension("partitionkey")).isEqualTo(example.get("partitionkey").asString());
        assertThat(json.readTree(event.getData().toBytes())).isEqualTo(example.get("data"));
    }

    private byte[] asWeWriteIt(ObjectNode example) {
        return codec.encode(((Decoded.Known) codec.decode(json.writeValueAsBytes(example), 1)).envelope());
    }

    private static Headers headers(ObjectNode example) {
        Headers headers = new RecordHeaders();
        Map.of(EventHeaders.CONTENT_TYPE, EventHeaders.CLOUDEVENTS_JSON,
                EventHeaders.EVENT_TYPE, example.get("type").asString(),
                EventHeaders.ACCOUNT_ID, example.get("partitionkey").asString(),
                EventHeaders.EPOCH, "1",
                EventHeaders.SEQUENCE, example.get("sequence").asString().replaceFirst("^0+", ""))
                .forEach((name, value) -> headers.add(name, EventCodec.header(value)));
        return headers;
    }
}
