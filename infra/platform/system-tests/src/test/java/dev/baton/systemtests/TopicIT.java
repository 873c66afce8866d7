package dev.baton.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.events.EventHeaders;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What PSA integrations read. */
@ExtendWith(RunningBaton.class)
class TopicIT {
    @Test
    void anOffTheShelfParserAcceptsEveryMessage(Baton baton) {
        baton.signIn("junior@acme.example").escalate("Read me from the topic");

        List<ConsumerRecord<String, byte[]>> records = EventLog.read(baton.kafka());

        assertThat(records).hasSizeGreaterThan(50);
        assertThat(records).allSatisfy(record -> {
            CloudEvent event = KafkaMessageFactory.createReader(record).toEvent();
            assertThat(event.getId()).isNotBlank();
            assertThat(event.getType()).isEqualTo(EventLog.header(record, EventHeaders.EVENT_TYPE));
            assertThat(event.getSource().toString()).isEqualTo("/baton/accounts/" + record.key());
            assertThat(event.getExtension("partitionkey")).isEqualTo(record.key());
            assertThat(EventLog.header(record, EventHeaders.CONTENT_TYPE)).startsWith(JsonFormat.CONTENT_TYPE);
        });
    }

    @Test
    void theEventsOfTheDemoDataArePastSoThatNobodyIsMailedAboutThem(Baton baton) {
        List<ConsumerRecord<String, byte[]>> records = EventLog.read(baton.kafka());

        Instant oldest = Instant.now().minus(Duration.ofHours(4));
        assertThat(records).filteredOn(record -> isOf(record, "handoff_created", oldest))
                .hasSizeGreaterThanOrEqualTo(30);
        assertThat(records)
                .filteredOn(record -> EventLog.header(record, EventHeaders.EVENT_TYPE).equals("handoff_created"))
                .first()
                .satisfies(record -> assertThat(time(record)).isBefore(Instant.now().minus(Duration.ofDays(30))));
    }

    private static boolean isOf(ConsumerRecord<String, byte[]> record, String type, Instant before) {
        return EventLog.header(record, EventHeaders.EVENT_TYPE).equals(type) && time(record).isBefore(before);
    }

    private static Instant time(ConsumerRecord<String, byte[]> record) {
        return KafkaMessageFactory.createReader(record).toEvent().getTime().toInstant();
    }
}
