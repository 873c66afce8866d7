package dev.baton.notification.channel;

import java.util.List;

/**
 * A way to reach people. The delivery engine decides when a message is sent and what a failure means for it; a channel
 * renders one message, hands it over once and tells what the other side answered.
 *
 * <p>A channel is called by many threads at once, outside any transaction. It never retries a message that may have been
 * accepted, and it returns within the lease of an attempt: every wait of its network calls is bounded.
 */
public interface Channel {
    /** Stored with each delivery and shown in the API; never changes. */
    String name();

    /** Which messages this channel sends to this audience: one element for each message. */
    List<Addressee> addressees(Audience audience);

    /** How fast one destination of this channel takes messages, over all replicas. */
    SendingRate rate();

    /** Hands one message over. It does not throw for anything that the other side or the network does. */
    Outcome send(Notice notice);
}
