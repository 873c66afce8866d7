package dev.baton.notification.channel;

import dev.baton.events.EscalationTitle;
import dev.baton.events.HandoffCard;
import dev.baton.events.HandoffId;
import dev.baton.events.Person;
import dev.baton.events.Priority;
import dev.baton.events.SessionId;
import dev.baton.events.UserId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Notices for tests, which name only what matters to them. */
public record PickUpNotices(Occasion occasion, String problem, @Nullable String ticket, String escalatedBy,
        String reason,
        String recipientName, String address) {
    public static PickUpNotices aNotice() {
        return new PickUpNotices(Occasion.ESCALATED, "Outlook does not open", "12345", "Jun Ior", "needs admin rights",
                "Sen Ior",
                "senior@acme.example");
    }

    public PickUpNotices on(Occasion other) {
        return new PickUpNotices(other, problem, ticket, escalatedBy, reason, recipientName, address);
    }

    public PickUpNotices about(String other) {
        return new PickUpNotices(occasion, other, ticket, escalatedBy, reason, recipientName, address);
    }

    public PickUpNotices withTicket(@Nullable String other) {
        return new PickUpNotices(occasion, problem, other, escalatedBy, reason, recipientName, address);
    }

    public PickUpNotices from(String other) {
        return new PickUpNotices(occasion, problem, ticket, other, reason, recipientName, address);
    }

    public PickUpNotices because(String other) {
        return new PickUpNotices(occasion, problem, ticket, escalatedBy, other, recipientName, address);
    }

    public PickUpNotices to(String name, String otherAddress) {
        return new PickUpNotices(occasion, problem, ticket, escalatedBy, reason, name, otherAddress);
    }

    public PickUpNotice build() {
        HandoffCard card = new HandoffCard(new HandoffId(UUID.randomUUID()), new SessionId(UUID.randomUUID()), problem,
                "mail", Priority.HIGH, reason, 4, ticket, new Person(new UserId(UUID.randomUUID()), escalatedBy), null,
                Instant.parse("2026-03-01T10:15:30Z"), 1, 1);
        return new PickUpNotice(new DeliveryId(UUID.randomUUID()), occasion, card.handoffId(), card.sessionId(),
                occasion.title(EscalationTitle.of(card)), problem, card.domain(), card.priority(), reason,
                card.stepCount(), ticket,
                escalatedBy, null, card.createdAt(), recipientName, address);
    }
}
