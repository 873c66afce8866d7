package dev.baton.notification.resend;

import dev.baton.events.AccountId;
import dev.baton.notification.channel.DeliveryId;
import dev.baton.notification.delivery.Delivery;
import dev.baton.notification.delivery.DeliveryLog;
import dev.baton.notification.delivery.Reopening;
import dev.baton.platform.problem.NotFound;
import dev.baton.platform.problem.Refusal;
import dev.baton.platform.security.Actor;
import dev.baton.platform.tracing.Traces;
import dev.baton.platform.web.Page;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Sends once more what was given up, and remembers who wanted it (N12). */
@Service
public class Resends {
    private final DeliveryLog deliveries;
    private final Reopening reopening;
    private final ResendLog resends;
    private final Traces traces;

    Resends(DeliveryLog deliveries, Reopening reopening, ResendLog resends, Traces traces) {
        this.deliveries = deliveries;
        this.reopening = reopening;
        this.resends = resends;
        this.traces = traces;
    }

    /**
     * Returns the delivery, which is due now; its record tells what becomes of it. It keeps its id, so that a receiver
     * can recognise what it has already.
     *
     * @throws NotFound 404 for an unknown one, or of another account (T2)
     * @throws NotResendable 409 unless it was given up and is about a handoff; also for the second of two at once
     * @throws ResendPointless 409 when somebody has the handoff by now, or the recipient may not be told any more
     */
    @Transactional
    public Delivery resend(Actor actor, DeliveryId id) {
        AccountId account = actor.accountId();
        Delivery given = deliveries.of(account, id);
        if (!reopening.reopen(account, given, traces.current())) {
            throw refusal(account, id);
        }
        resends.add(actor, given);
        return deliveries.of(account, id);
    }

    /**
     * Who wanted it sent once more, the newest first.
     *
     * @param before the last one of the page before
     * @throws NotFound 404 for an unknown delivery, or of another account (T2)
     */
    @Transactional(readOnly = true)
    public Page<Resend> of(AccountId account, DeliveryId id, @Nullable UUID before, int limit) {
        deliveries.of(account, id);
        List<Resend> found = resends.of(account, id, before, limit + 1);
        return Page.of(found, limit, last -> last.id().toString());
    }

    private Refusal refusal(AccountId account, DeliveryId id) {
        // Looked at again: another request may have been faster.
        Delivery now = deliveries.of(account, id);
        return reopening.isGivenUp(now)
                ? reopening.pointless(account, id)
                        .<Refusal>map(ResendPointless::new)
                        .orElseGet(() -> new NotResendable(now))
                : new NotResendable(now);
    }
}
