package dev.baton.notification.delivery.sending;

import dev.baton.notification.channel.Channel;
import dev.baton.notification.channel.SendingRate;
import dev.baton.notification.delivery.DeliveryMetrics;
import dev.baton.notification.delivery.DeliveryProperties;
import dev.baton.notification.delivery.WakeUp;
import dev.baton.notification.destination.Destination;
import dev.baton.notification.destination.InFlight;
import dev.baton.platform.tenancy.Tenant;
import java.util.List;
import java.util.Optional;

/** The engine taken apart, so that a test can stop between any two of its steps. Made with the beans of the context. */
class Engine {
    static final Destination RELAY = new Destination("email", "email");
    static final SendingRate UNLIMITED = SendingRate.perSecond(10_000, 10_000);

    final DueDeliveries due;
    final Attempts attempts;
    final Settling settling;
    final Sender sender;
    private final List<Channel> channels;
    private final DeliveryProperties properties;
    private final DeliveryMetrics metrics;
    private final InFlight inFlight;

    Engine(DueDeliveries due, Attempts attempts, Settling settling, Sender sender, List<Channel> channels,
            DeliveryProperties properties, DeliveryMetrics metrics, InFlight inFlight) {
        this.due = due;
        this.attempts = attempts;
        this.settling = settling;
        this.sender = sender;
        this.channels = channels;
        this.properties = properties;
        this.metrics = metrics;
        this.inFlight = inFlight;
    }

    /** Takes what is due, as a replica that may die right after. */
    List<Claim> take() {
        return due.claim(RELAY, UNLIMITED, 1000);
    }

    Claim takeOne() {
        return take().getFirst();
    }

    Optional<Attempt> begin(Claim claim) {
        return Tenant.call(claim.account(), () -> attempts.begin(claim));
    }

    void send(Claim claim) {
        sender.send(claim, channel(claim.destination().channel()));
    }

    Channel channel() {
        return channel(RELAY.channel());
    }

    Channel channel(String name) {
        return channels.stream().filter(channel -> channel.name().equals(name)).findFirst().orElseThrow();
    }

    /** Takes what is due for any webhook and sends it, at the rate of its channel, as a replica does. */
    void sendToWebhooks() {
        takeForWebhooks().forEach(this::send);
    }

    List<Claim> takeForWebhooks() {
        return due.destinations()
                .stream()
                .filter(destination -> !destination.equals(RELAY))
                .flatMap(destination -> due.claim(destination, channel(destination.channel()).rate(), 100).stream())
                .toList();
    }

    /** Looks at what is due, as the worker does between rounds. */
    void settle() {
        metrics.due(due.dueSince());
    }

    /** One whole round of a replica: decide what is doubtful, then send what is due. */
    void round() {
        due.doubtAbandoned();
        due.reviewAmbiguous();
        due.repeatAmbiguous();
        due.reviewExpired();
        due.expire();
        take().forEach(this::send);
        sendToWebhooks();
    }

    /** Another replica's worker on the same database. */
    DeliveryWorker anotherWorker() {
        return new DeliveryWorker(due, settling, sender, channels, properties, metrics, new WakeUp(), inFlight);
    }
}
