package dev.baton.handoff.queue.web;

import dev.baton.handoff.queue.EscalationQueue;
import dev.baton.handoff.queue.QueueCard;
import dev.baton.platform.security.Actor;
import dev.baton.platform.security.ViewerOrHigher;
import dev.baton.platform.web.Page;
import dev.baton.platform.web.TimeCursor;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/ai-sessions/escalation-queue")
@ViewerOrHigher
class QueueController {
    private final EscalationQueue queue;

    QueueController(EscalationQueue queue) {
        this.queue = queue;
    }

    @GetMapping
    Page<QueueCard> queue(Actor actor, @RequestParam(defaultValue = "200") @Min(1) @Max(500) int limit,
            @RequestParam(required = false) @Nullable TimeCursor cursor) {
        return queue.waitingFor(actor, limit, cursor);
    }

    @GetMapping("/count")
    Count count(Actor actor) {
        return new Count(queue.countFor(actor));
    }

    record Count(long count) {}
}
