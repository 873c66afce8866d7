package dev.baton.messaging.inbox;

import static dev.baton.messaging.inbox.RawTopic.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.events.AccountId;
import dev.baton.events.EventHeaders;
import dev.baton.messaging.SampleEvents;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a record stands, even where the rest of it is damaged. */
class RecordIdentityTest {
    private final AccountId account = SampleEvents.anAccount();

    @ParameterizedTest
    @ValueSource(strings = {"", "Handoff Created", "handoff_created\u0000"})
    void aDamagedTypeHidesNoPlace(String type) {
        ConsumerRecord<byte[], byte[]> record = record();
        record.headers().add(EventHeaders.EVENT_TYPE, bytes(type));

        assertThatThrownBy(() -> RecordIdentity.of(record)).isInstanceOf(Poison.class);
        assertThat(RecordIdentity.find(record)).hasValueSatisfying(found -> {
            assertThat(found.account()).isEqualTo(account);
            assertThat(found.epoch()).isEqualTo(2);
            assertThat(found.sequence()).isEqualTo(7);
        });
    }

    @Test
    void withoutATypeARecordStillHasItsPlace() {
        assertThat(RecordIdentity.find(record())).isPresent();
    }

    @Test
    void aDamagedSequenceLeavesNoPlace() {
        ConsumerRecord<byte[], byte[]> record = record();
        record.headers().remove(EventHeaders.SEQUENCE).add(EventHeaders.SEQUENCE, bytes("seven"));

        assertThat(RecordIdentity.find(record)).isEmpty();
    }

    private ConsumerRecord<byte[], byte[]> record() {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("topic", 0, 0, bytes(account.toString()),
                bytes("{}"));
        record.headers()
                .add(EventHeaders.ACCOUNT_ID, bytes(account.toString()))
                .add(EventHeaders.EPOCH, bytes("2"))
                .add(EventHeaders.SEQUENCE, bytes("7"));
        return record;
    }
}
