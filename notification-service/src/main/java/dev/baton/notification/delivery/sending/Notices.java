package dev.baton.notification.delivery.sending;

import static dev.baton.platform.database.Columns.instant;
import static dev.baton.platform.database.Columns.optionalUuid;
import static dev.baton.platform.database.Columns.uuid;

import dev.baton.events.AccountId;
import dev.baton.events.HandoffId;
import dev.baton.events.Priority;
import dev.baton.events.SessionId;
import dev.baton.notification.channel.DeliveryId;
import dev.baton.notification.channel.Notice;
import dev.baton.notification.channel.Occasion;
import dev.baton.notification.channel.PickUpNotice;
import dev.baton.notification.channel.PlainNotice;
import dev.baton.notification.delivery.DeliveryKind;
import dev.baton.notification.destination.WebhookKind;
import dev.baton.notification.destination.Webhooks;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Makes the message of a delivery from what is known right before it goes out. */
@Component
class Notices {
    /** Of the delivery d, its handoff h, its person p and its webhook w. */
    static final String COLUMNS = """
            d.account_id, d.id, d.kind, d.recipient_name, d.handoff_id, d.attempts, d.happened_at, d.expires_at,
            d.asked_by_name, d.webhook_id, d.traceparent, p.user_id, p.name AS person_name, p.email,
            h.session_id, h.title, h.problem_summary, h.domain, h.priority, h.reason, h.step_count, h.psa_ticket_id,
            h.escalated_by_name, h.target_name, h.escalated_at,
            w.kind AS webhook_kind, w.host, w.sealed_url, w.key_id, w.version AS webhook_version, w.disabled_reason""";

    private final Webhooks webhooks;

    Notices(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    /** @throws IllegalStateException when the URL cannot be decrypted with the keys that are configured */
    Attempt attempt(ResultSet row) throws SQLException {
        boolean toPerson = optionalUuid(row, "user_id").isPresent();
        Attempt.Target webhook = toPerson
                ? null
                : new Attempt.Target(uuid(row, "webhook_id"), row.getLong("webhook_version"));
        return new Attempt(notice(row, toPerson), DeliveryKind.of(row.getString("kind")), row.getInt("attempts"),
                instant(row, "happened_at"), instant(row, "expires_at"), webhook, row.getString("traceparent"));
    }

    private Notice notice(ResultSet row, boolean toPerson) throws SQLException {
        DeliveryId id = new DeliveryId(uuid(row, "id"));
        String name = row.getString(toPerson ? "person_name" : "recipient_name");
        String address = toPerson ? row.getString("email") : url(row);
        return switch (DeliveryKind.of(row.getString("kind"))) {
            case PICK_UP -> pickUp(row, Occasion.ESCALATED, id, name, address);
            case REMINDER -> pickUp(row, Occasion.STILL_WAITING, id, name, address);
            case ADMIN_REMINDER -> pickUp(row, Occasion.NOBODY_CAME, id, name, address);
            case IDLE_REMINDER -> pickUp(row, Occasion.NOTHING_DONE, id, name, address);
            case DESTINATION_TEST -> new PlainNotice(id, "Test message from Baton",
                    "%s asked for this test. Messages about escalations will arrive here; there is nothing to do."
                            .formatted(row.getString("asked_by_name")),
                    name, address);
            case DESTINATION_DISABLED -> new PlainNotice(id, "%s messages have stopped".formatted(label(row)),
                    ("Baton sends nothing to %s any more, because %s answered: %s. Mail goes on. An admin can set a new "
                            + "webhook URL, which enables it again.")
                            .formatted(label(row), row.getString("host"), row.getString("disabled_reason")),
                    name, address);
        };
    }

    private static PickUpNotice pickUp(ResultSet row, Occasion occasion, DeliveryId id, String name, String address)
            throws SQLException {
        return new PickUpNotice(id, occasion, new HandoffId(uuid(row, "handoff_id")),
                new SessionId(uuid(row, "session_id")), occasion.title(row.getString("title")),
                row.getString("problem_summary"), row.getString("domain"),
                Priority.valueOf(row.getString("priority").toUpperCase(Locale.ROOT)), row.getString("reason"),
                row.getInt("step_count"), row.getString("psa_ticket_id"), row.getString("escalated_by_name"),
                row.getString("target_name"), instant(row, "escalated_at"), name, address);
    }

    private String url(ResultSet row) throws SQLException {
        UUID webhook = uuid(row, "webhook_id");
        return webhooks.open(new AccountId(uuid(row, "account_id")), webhook, row).toString();
    }

    private static String label(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getString("webhook_kind"))
                .flatMap(WebhookKind::of)
                .map(WebhookKind::label)
                .orElse("Chat");
    }
}
