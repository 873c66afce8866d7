package dev.baton.notification.destination.web;

import dev.baton.notification.destination.AccountDestinations;
import dev.baton.notification.destination.Webhook;
import dev.baton.notification.destination.WebhookChange;
import dev.baton.notification.destination.WebhookKind;
import dev.baton.platform.problem.NotFound;
import dev.baton.platform.security.Actor;
import dev.baton.platform.security.AdminOrHigher;
import dev.baton.platform.web.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where the chat messages of an account go (N4). The URL goes in and never comes out. */
@RestController
@RequestMapping("/api/v1/destinations")
@AdminOrHigher
class DestinationController {
    private final AccountDestinations destinations;

    DestinationController(AccountDestinations destinations) {
        this.destinations = destinations;
    }

    @GetMapping
    Page<Webhook> all(Actor actor) {
        return Page.only(destinations.of(actor.accountId()));
    }

    @GetMapping("/changes")
    Page<WebhookChange> changes(Actor actor, @RequestParam(required = false) @Nullable UUID cursor,
            @RequestParam(defaultValue = "100") @Min(1) @Max(500) int limit) {
        return destinations.changes(actor.accountId(), cursor, limit);
    }

    @PutMapping("/{kind}")
    Webhook set(Actor actor, @PathVariable String kind, @RequestBody @Valid SetDestination body) {
        return destinations.set(actor, known(kind), body.url());
    }

    @DeleteMapping("/{kind}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Actor actor, @PathVariable String kind) {
        destinations.remove(actor, known(kind));
    }

    private static WebhookKind known(String kind) {
        return WebhookKind.of(kind).orElseThrow(NotFound::new);
    }
}
