package dev.baton.notification.delivery;

import dev.baton.events.AccountId;
import dev.baton.events.HandoffId;
import dev.baton.notification.channel.DeliveryId;
import dev.baton.notification.handoff.KnownHandoffs;
import dev.baton.platform.problem.NotFound;
import dev.baton.platform.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What became of the messages about a handoff. */
@Service
public class DeliveryLog {
    private final KnownHandoffs handoffs;
    private final Deliveries deliveries;

    DeliveryLog(KnownHandoffs handoffs, Deliveries deliveries) {
        this.handoffs = handoffs;
        this.deliveries = deliveries;
    }

    /**
     * The deliveries of a handoff (N6).
     *
     * @param after the last one of the page before
     * @throws NotFound 404 for a handoff that this service does not know, or of another account (T2)
     */
    @Transactional(readOnly = true)
    public Page<Delivery> of(AccountId account, HandoffId handoff, @Nullable DeliveryId after, int limit) {
        if (!handoffs.contains(account, handoff)) {
            throw new NotFound();
        }
        List<Delivery> found = deliveries.of(account, handoff, after, limit + 1);
        return Page.of(found, limit, last -> last.id().toString());
    }

    /**
     * One delivery.
     *
     * @throws NotFound 404 for an unknown one, or of another account (T2)
     */
    @Transactional(readOnly = true)
    public Delivery of(AccountId account, DeliveryId id) {
        return deliveries.find(account, id).orElseThrow(NotFound::new);
    }
}
