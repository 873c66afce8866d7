package dev.baton.events;

/** What a consumer makes of a record: an event it knows, or one of a type that came after it was built. */
public sealed interface Decoded {
    record Known(EventEnvelope envelope) implements Decoded {}

    record UnknownType(String type) implements Decoded {}
}
