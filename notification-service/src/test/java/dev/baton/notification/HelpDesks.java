package dev.baton.notification;

import dev.baton.events.AccountId;
import dev.baton.events.DirectoryUserChanged;
import dev.baton.events.HandoffCancelled;
import dev.baton.events.HandoffClaimed;
import dev.baton.events.HandoffCreated;
import dev.baton.events.HandoffId;
import dev.baton.events.HandoffOverdue;
import dev.baton.events.HandoffReturned;
import dev.baton.events.MemberStatus;
import dev.baton.events.Role;
import dev.baton.notification.channel.DeliveryId;
import dev.baton.notification.delivery.Delivery;
import dev.baton.notification.delivery.DeliveryLog;
import dev.baton.notification.delivery.PickUps;
import dev.baton.notification.delivery.Reminders;
import dev.baton.notification.delivery.TestMessages;
import dev.baton.notification.destination.AccountDestinations;
import dev.baton.notification.destination.Webhook;
import dev.baton.notification.destination.WebhookKind;
import dev.baton.notification.erasure.Erasure;
import dev.baton.notification.recipient.Recipients;
import dev.baton.notification.resend.Resend;
import dev.baton.notification.resend.Resends;
import dev.baton.platform.problem.NotFound;
import dev.baton.platform.security.Actor;
import dev.baton.platform.tenancy.Tenant;
import dev.baton.testing.engines.TestDatabase;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Does to the service what its events do, without Kafka in between. */
public final class HelpDesks {
    private final Recipients recipients;
    private final Erasure erasure;
    private final PickUps pickUps;
    private final Reminders reminders;
    private final DeliveryLog log;
    private final AccountDestinations destinations;
    private final TestMessages tests;
    private final Resends resends;
    private final TransactionTemplate transaction;
    private final TestDatabase database;
    private final Clock clock;

    public HelpDesks(Recipients recipients, Erasure erasure, PickUps pickUps, Reminders reminders, DeliveryLog log,
            AccountDestinations destinations, TestMessages tests, Resends resends,
            PlatformTransactionManager transactions, TestDatabase database, Clock clock) {
        this.recipients = recipients;
        this.erasure = erasure;
        this.pickUps = pickUps;
        this.reminders = reminders;
        this.log = log;
        this.destinations = destinations;
        this.tests = tests;
        this.resends = resends;
        this.transaction = new TransactionTemplate(transactions);
        this.database = database;
        this.clock = clock;
    }

    /** The service knows these people. */
    public HelpDesk known(HelpDesk desk) {
        inTransaction(desk.id(), () -> desk.people().forEach(person -> know(desk, person)));
        return desk;
    }

    private void know(HelpDesk desk, DirectoryUserChanged person) {
        if (person.status() == MemberStatus.DELETED) {
            erasure.erase(desk.id(), person);
        } else {
            recipients.remember(desk.id(), person);
        }
    }

    /** The admin of the desk sets a webhook. */
    public Webhook connected(HelpDesk desk, WebhookKind kind, URI url) {
        return Tenant.call(desk.id(), () -> destinations.set(desk.actor("admin", Role.ADMIN), kind, url.toString()));
    }

    /** Somebody sets a webhook and asks for a test message. */
    public DeliveryId tested(HelpDesk desk, String by, WebhookKind kind, URI url) {
        Actor actor = desk.actor(by, Role.ADMIN);
        return Tenant.call(desk.id(), () -> {
            destinations.set(actor, kind, url.toString());
            return tests.send(actor, kind);
        });
    }

    public void disconnected(HelpDesk desk, WebhookKind kind) {
        Tenant.run(desk.id(), () -> destinations.remove(desk.actor("admin", Role.ADMIN), kind));
    }

    public Webhook webhook(HelpDesk desk, WebhookKind kind) {
        return Tenant.call(desk.id(), () -> destinations.of(desk.id()))
                .stream()
                .filter(webhook -> webhook.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    public List<String> changes(HelpDesk desk) {
        return Tenant.call(desk.id(), () -> destinations.changes(desk.id(), null, 100))
                .items()
                .stream()
                .map(change -> change.action().code())
                .toList();
    }

    public DeliveryId tested(HelpDesk desk, WebhookKind kind) {
        return Tenant.call(desk.id(), () -> tests.send(desk.actor("admin", Role.ADMIN), kind));
    }

    /** The admin of the desk wants it sent once more. */
    public Delivery resent(HelpDesk desk, Delivery delivery) {
        return Tenant.call(desk.id(), () -> resends.resend(desk.actor("admin", Role.ADMIN), delivery.id()));
    }

    public List<Resend> resends(HelpDesk desk, Delivery delivery) {
        return Tenant.call(desk.id(), () -> resends.of(desk.id(), delivery.id(), null, 100)).items();
    }

    public Delivery delivery(HelpDesk desk, DeliveryId id) {
        return Tenant.call(desk.id(), () -> log.of(desk.id(), id));
    }

    /** The one that goes over this channel. */
    public Delivery delivery(HelpDesk desk, HandoffCreated escalation, String channel) {
        List<Delivery> found = deliveries(desk, escalation).stream()
                .filter(delivery -> delivery.channel().equals(channel))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("one delivery expected, found " + found);
        }
        return found.getFirst();
    }

    public HandoffCreated escalated(HelpDesk desk) {
        return escalated(desk, desk.escalation());
    }

    public HandoffCreated escalated(HelpDesk desk, HandoffCreated escalation) {
        return escalated(desk, escalation, clock.instant());
    }

    public HandoffCreated escalated(HelpDesk desk, HandoffCreated escalation, Instant at) {
        return escalated(desk, escalation, null, at);
    }

    public HandoffCreated escalated(HelpDesk desk, HandoffCreated escalation, @Nullable String traceparent,
            Instant at) {
        inTransaction(desk.id(), () -> pickUps.ask(desk.id(), escalation.card(), traceparent, at));
        return escalation;
    }

    public void claimed(HelpDesk desk, HandoffClaimed claim) {
        inTransaction(desk.id(), () -> pickUps.claimed(desk.id(), claim.card(), claim.claimedBy().id()));
    }

    public void cancelled(HelpDesk desk, HandoffCancelled cancellation) {
        inTransaction(desk.id(), () -> pickUps.cancelled(desk.id(), cancellation.card()));
    }

    public void returned(HelpDesk desk, HandoffReturned back) {
        inTransaction(desk.id(), () -> pickUps.returned(desk.id(), back.card()));
    }

    /** A deadline of it passed just now. */
    public void overdue(HelpDesk desk, HandoffOverdue overdue) {
        overdue(desk, overdue, clock.instant());
    }

    public void overdue(HelpDesk desk, HandoffOverdue overdue, Instant at) {
        inTransaction(desk.id(), () -> reminders.remind(desk.id(), overdue, null, at));
    }

    public void workedOn(HelpDesk desk, HandoffClaimed claim, String name) {
        inTransaction(desk.id(), () -> reminders.workedOn(desk.id(), claim.card().handoffId(), desk.user(name)));
    }

    public void resolved(HelpDesk desk, HandoffClaimed claim) {
        inTransaction(desk.id(), () -> reminders.resolved(desk.id(), claim.card().handoffId()));
    }

    public List<Delivery> deliveries(HelpDesk desk, HandoffCreated escalation) {
        HandoffId handoff = escalation.card().handoffId();
        return Tenant.call(desk.id(), () -> log.of(desk.id(), handoff, null, 1000).items());
    }

    /** Whether the escalation has been read. */
    public boolean knows(HelpDesk desk, HandoffCreated escalation) {
        try {
            deliveries(desk, escalation);
            return true;
        } catch (NotFound e) {
            return false;
        }
    }

    public Delivery onlyDelivery(HelpDesk desk, HandoffCreated escalation) {
        List<Delivery> all = deliveries(desk, escalation);
        if (all.size() != 1) {
            throw new AssertionError("one delivery expected, found " + all);
        }
        return all.getFirst();
    }

    /** What an earlier test left would be sent in this one, whose clock it does not know. */
    public void forgetAll() throws SQLException {
        try (var connection = database.openAsSuperuser(); var statement = connection.createStatement()) {
            statement.execute("DELETE FROM delivery");
            statement.execute("DELETE FROM destination_gate");
        }
    }

    public void inTransaction(AccountId account, Runnable work) {
        Tenant.run(account, () -> transaction.executeWithoutResult(status -> work.run()));
    }
}
