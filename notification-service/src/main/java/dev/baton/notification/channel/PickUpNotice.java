package dev.baton.notification.channel;

import dev.baton.events.HandoffId;
import dev.baton.events.Priority;
import dev.baton.events.SessionId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One message that asks a person or a chat to pick up a handoff, or to go on with it. All text is as people wrote it; each
 * channel makes it safe for where it puts it.
 *
 * @param title of the escalation (N2) as the occasion has it, the same in every channel
 * @param targetName whom the handoff is meant for; it informs, everyone may pick it up
 * @param address where the channel reaches the recipient
 */
public record PickUpNotice(DeliveryId id, Occasion occasion, HandoffId handoffId, SessionId sessionId, String title,
        String problemSummary, String domain, Priority priority, String reason, int stepCount,
        @Nullable String psaTicketId, String escalatedBy,
        @Nullable String targetName, Instant escalatedAt, String recipientName, String address) implements Notice {
    public PickUpNotice {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(occasion, "occasion");
        Objects.requireNonNull(handoffId, "handoffId");
        Objects.requireNonNull(sessionId, "sessionId");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(problemSummary, "problemSummary");
        Objects.requireNonNull(domain, "domain");
        Objects.requireNonNull(priority, "priority");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(escalatedBy, "escalatedBy");
        Objects.requireNonNull(escalatedAt, "escalatedAt");
        Objects.requireNonNull(recipientName, "recipientName");
        Objects.requireNonNull(address, "address");
    }

    @Override
    public String toString() {
        return "PickUpNotice[" + id + "]";
    }
}
