package dev.baton.messaging.inbox;

import static dev.baton.messaging.SampleEvents.aHandoff;
import static dev.baton.messaging.SampleEvents.aPerson;
import static dev.baton.messaging.SampleEvents.anAccount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.events.AccountId;
import dev.baton.events.EventEnvelope;
import dev.baton.messaging.Outbox;
import dev.baton.platform.tenancy.Tenant;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** The whole way: appended, relayed, consumed, with what the auto-configuration makes. */
class PublishedToConsumedTest extends ConsumingTest {
    @Autowired
    Outbox outbox;
    @Autowired
    Tracer tracer;

    @Test
    void whatATransactionAnnouncesTakesEffectElsewhere() {
        AccountId account = anAccount();

        append(account, () -> {
            outbox.append(account, aHandoff());
            outbox.append(account, aHandoff());
        });

        awaitEffects(account, 1, 2);
        assertThat(meters.get("baton.outbox.published").counters()).isNotEmpty();
        assertThat(meters.get("baton.outbox.delay").timer().count()).isPositive();
        assertThat(meters.get("baton.inbox.delay").timers()).isNotEmpty();
    }

    @Test
    void peopleArriveInTheProjection() {
        AccountId account = anAccount();

        append(account, () -> outbox.append(account, aPerson("Jo")));

        await().until(() -> inTransactionOf(account, effects::sequences).equals(List.of(1L)));
    }

    @Test
    void theTraceOfTheRequestGoesOnInTheConsumer() {
        AccountId account = anAccount();
        AtomicReference<EventEnvelope> handled = new AtomicReference<>();
        AtomicReference<String> traceOfHandler = new AtomicReference<>();
        effects.obstruct(account, event -> {
            handled.set(event);
            traceOfHandler.set(String.valueOf(tracer.currentTraceContext().context().traceId()));
        });
        Span request = tracer.nextSpan().start();

        try (Tracer.SpanInScope _ = tracer.withSpan(request)) {
            append(account, () -> outbox.append(account, aHandoff()));
        }

        awaitEffects(account, 1);
        assertThat(handled.get().traceparent()).startsWith("00-" + request.context().traceId() + "-");
        assertThat(traceOfHandler).hasValue(request.context().traceId());
    }

    private void append(AccountId account, Runnable work) {
        Tenant.run(account, () -> new TransactionTemplate(transactions).executeWithoutResult(_ -> work.run()));
    }
}
