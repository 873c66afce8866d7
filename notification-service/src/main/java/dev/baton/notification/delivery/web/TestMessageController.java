package dev.baton.notification.delivery.web;

import dev.baton.notification.channel.DeliveryId;
import dev.baton.notification.delivery.TestMessages;
import dev.baton.notification.destination.WebhookKind;
import dev.baton.platform.problem.NotFound;
import dev.baton.platform.security.Actor;
import dev.baton.platform.security.AdminOrHigher;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sends test messages (N12). */
@RestController
@RequestMapping("/api/v1/destinations")
@AdminOrHigher
class TestMessageController {
    private final TestMessages tests;

    TestMessageController(TestMessages tests) {
        this.tests = tests;
    }

    /** The delivery whose record tells what became of the test. */
    record TestSent(DeliveryId deliveryId) {}

    @PostMapping("/{kind}/test")
    @ResponseStatus(HttpStatus.ACCEPTED)
    TestSent test(Actor actor, @PathVariable String kind) {
        return new TestSent(tests.send(actor, WebhookKind.of(kind).orElseThrow(NotFound::new)));
    }
}
