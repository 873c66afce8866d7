package dev.baton.notification.delivery.web;

import dev.baton.events.HandoffId;
import dev.baton.notification.channel.DeliveryId;
import dev.baton.notification.delivery.Delivery;
import dev.baton.notification.delivery.DeliveryLog;
import dev.baton.platform.security.Actor;
import dev.baton.platform.security.EngineerOrHigher;
import dev.baton.platform.web.Page;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows what became of the messages about a handoff (N6). */
@RestController
@RequestMapping("/api/v1/deliveries")
@EngineerOrHigher
class DeliveryController {
    private final DeliveryLog log;

    DeliveryController(DeliveryLog log) {
        this.log = log;
    }

    @GetMapping
    Page<Delivery> ofHandoff(@RequestParam("handoff_id") UUID handoff,
            @RequestParam(required = false) @Nullable UUID cursor,
            @RequestParam(defaultValue = "100") @Min(1) @Max(500) int limit, Actor actor) {
        DeliveryId after = cursor == null ? null : new DeliveryId(cursor);
        return log.of(actor.accountId(), new HandoffId(handoff), after, limit);
    }

    @GetMapping("/{id}")
    Delivery one(@PathVariable UUID id, Actor actor) {
        return log.of(actor.accountId(), new DeliveryId(id));
    }
}
