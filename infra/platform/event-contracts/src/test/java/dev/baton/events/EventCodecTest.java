package dev.baton.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventCodecTest {
    private final EventCodec codec = new EventCodec();
    private final TimeOrderedUuid uuids = new TimeOrderedUuid(InstantSource.fixed(Instant.EPOCH), new Random(7));

    @Test
    void whatWasWrittenIsReadBack() {
        EventEnvelope written = envelope(new HandoffClaimed(card(), someone("Sam Reyes"), Instant.EPOCH));

        byte[] body = codec.encode(written);

        assertThat(codec.decode(body, 3)).isEqualTo(new Decoded.Known(written));
        assertThat(text(body))
                .contains("\"claimed_by\":{", "\"handoff_id\":\"", "\"time\":\"1970-01-01T00:00:00.000Z\"")
                .doesNotContain("\n", "\"card\"");
    }

    @Test
    void aReadBackTravelsWithTheClaimThatHasOne() {
        HandoffClaimed claim = new HandoffClaimed(card(), someone("Sam Reyes"), Instant.EPOCH, "Only finance is hit");
        HandoffClaimed plain = new HandoffClaimed(card(), someone("Sam Reyes"), Instant.EPOCH);

        assertThat(text(codec.encode(envelope(claim)))).contains("\"read_back\":\"Only finance is hit\"");
        assertThat(text(codec.encode(envelope(plain)))).contains("\"read_back\":null");
    }

    @Test
    void aClaimFromBeforeReadBacksIsReadAsOneWithoutIt() {
        EventEnvelope written = envelope(new HandoffClaimed(card(), someone("Sam Reyes"), Instant.EPOCH));
        byte[] earlier = text(codec.encode(written)).replace(",\"read_back\":null", "")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(text(earlier)).doesNotContain("read_back");
        assertThat(codec.decode(earlier, 3)).isEqualTo(new Decoded.Known(written));
    }

    @Test
    void aTypeThatCameLaterIsToldApartFromGarbage() {
        byte[] later = text(codec.encode(envelope(new EventWithheld("too large"))))
                .replace("event_withheld", "handoff_escorted")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(codec.decode(later, 1)).isEqualTo(new Decoded.UnknownType("handoff_escorted"));
        assertThatThrownBy(() -> codec.decode("[1,2".getBytes(StandardCharsets.UTF_8), 1))
                .isInstanceOf(MalformedEvent.class);
    }

    @Test
    void aFieldThatCameLaterIsIgnored() {
        EventEnvelope written = envelope(new EventWithheld("too large"));
        byte[] later = text(codec.encode(written)).replace("\"reason\":", "\"mood\":\"calm\",\"reason\":")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(codec.decode(later, 3)).isEqualTo(new Decoded.Known(written));
    }

    @Test
    void aMissingFieldIsMalformed() {
        byte[] body = text(codec.encode(envelope(new HandoffCreated(card())))).replace("\"priority\":\"high\",", "")
                .getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> codec.decode(body, 1)).isInstanceOf(MalformedEvent.class);
    }

    private EventEnvelope envelope(BatonEvent event) {
        return new EventEnvelope(new EventId(uuids.next()), new AccountId(uuids.next()), 3, 42, Instant.EPOCH,
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", event);
    }

    private HandoffCard card() {
        return new HandoffCard(new HandoffId(uuids.next()), new SessionId(uuids.next()), "Outlook is failing to sync",
                "mail", Priority.HIGH, "Out of ideas", 4, "12345", someone("Jo Park"), null, Instant.EPOCH, 1, 9);
    }

    private Person someone(String name) {
        return new Person(new UserId(uuids.next()), name);
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }
}
