package dev.baton.notification.resend.web;

import dev.baton.notification.channel.DeliveryId;
import dev.baton.notification.delivery.Delivery;
import dev.baton.notification.resend.Resend;
import dev.baton.notification.resend.Resends;
import dev.baton.platform.security.Actor;
import dev.baton.platform.security.AdminOrHigher;
import dev.baton.platform.web.Page;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sends once more what was given up (N12). */
@RestController
@RequestMapping("/api/v1/deliveries/{id}")
@AdminOrHigher
class ResendController {
    private final Resends resends;

    ResendController(Resends resends) {
        this.resends = resends;
    }

    @PostMapping("/resend")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Delivery resend(Actor actor, @PathVariable UUID id) {
        return resends.resend(actor, new DeliveryId(id));
    }

    @GetMapping("/resends")
    Page<Resend> of(Actor actor, @PathVariable UUID id, @RequestParam(required = false) @Nullable UUID cursor,
            @RequestParam(defaultValue = "100") @Min(1) @Max(500) int limit) {
        return resends.of(actor.accountId(), new DeliveryId(id), cursor, limit);
    }
}
