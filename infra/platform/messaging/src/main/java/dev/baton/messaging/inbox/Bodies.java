package dev.baton.messaging.inbox;

import dev.baton.events.Decoded;
import dev.baton.events.EventCodec;
import dev.baton.events.EventEnvelope;
import dev.baton.events.MalformedEvent;

/** Reads the value of a record and holds it against the headers. */
final class Bodies {
    private Bodies() {}

    /** @throws Poison when it is no event, or not the one that the headers announce */
    static EventEnvelope read(EventCodec codec, byte[] value, RecordIdentity identity) {
        EventEnvelope event = switch (decode(codec, value, identity)) {
            case Decoded.Known(EventEnvelope known) -> known;
            case Decoded.UnknownType(String type) -> throw contradiction("type " + type);
        };
        if (!event.accountId().equals(identity.account())) {
            throw contradiction("account");
        }
        if (event.sequence() != identity.sequence()) {
            throw contradiction("sequence");
        }
        if (!event.event().type().equals(identity.type())) {
            throw contradiction("type");
        }
        return event;
    }

    private static Decoded decode(EventCodec codec, byte[] value, RecordIdentity identity) {
        try {
            return codec.decode(value, identity.epoch());
        } catch (MalformedEvent e) {
            throw new Poison(Poison.Reason.MALFORMED_BODY, String.valueOf(e.getMessage()), e);
        }
    }

    private static Poison contradiction(String what) {
        return new Poison(Poison.Reason.BODY_CONTRADICTS_HEADERS, what + " differs from the header", null);
    }
}
