package dev.baton.events;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** A past fact that the platform publishes. The components of each record are the {@code data} of its event. */
public sealed interface BatonEvent permits HandoffEvent, DirectoryUserChanged {
    /** The CloudEvents {@code type}, also the SSE event name. */
    @JsonIgnore
    String type();

    /** The CloudEvents {@code subject}: what the event is about, relative to the account. */
    @JsonIgnore
    String subject();

    /** The topic on which events of this type travel. */
    @JsonIgnore
    String topic();
}
