package dev.baton.handoff.lifecycle.web;

import dev.baton.events.HandoffId;
import dev.baton.events.SessionId;
import dev.baton.handoff.idempotency.IdempotentRequests;
import dev.baton.handoff.lifecycle.Claims;
import dev.baton.handoff.lifecycle.Endings;
import dev.baton.handoff.lifecycle.Handoff;
import dev.baton.handoff.lifecycle.Handoffs;
import dev.baton.handoff.session.Session;
import dev.baton.platform.security.Actor;
import dev.baton.platform.security.EngineerOrHigher;
import dev.baton.platform.security.ViewerOrHigher;
import dev.baton.platform.web.Page;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/ai-sessions/{id}")
class HandoffController {
    private final Handoffs handoffs;
    private final Claims claims;
    private final Endings endings;
    private final IdempotentRequests idempotent;

    HandoffController(Handoffs handoffs, Claims claims, Endings endings, IdempotentRequests idempotent) {
        this.handoffs = handoffs;
        this.claims = claims;
        this.endings = endings;
        this.idempotent = idempotent;
    }

    @PostMapping("/handoff")
    @EngineerOrHigher
    ResponseEntity<String> handOff(Actor actor, @PathVariable SessionId id,
            @RequestHeader(name = IdempotentRequests.HEADER, required = false) @Nullable String key,
            @RequestBody @Valid HandoffBody body) {
        return idempotent.create(actor, "ai-sessions/" + id + "/handoff", key, body,
                () -> handoffs.handOff(actor, id, body.wanted()));
    }

    @PostMapping("/escalate")
    @EngineerOrHigher
    ResponseEntity<String> escalate(Actor actor, @PathVariable SessionId id,
            @RequestHeader(name = IdempotentRequests.HEADER, required = false) @Nullable String key,
            @RequestBody @Valid EscalateBody body) {
        return idempotent.create(actor, "ai-sessions/" + id + "/escalate", key, body,
                () -> handoffs.escalate(actor, id, body.wanted()));
    }

    @PostMapping("/resume")
    @EngineerOrHigher
    Session resume(Actor actor, @PathVariable SessionId id) {
        return handoffs.resume(actor, id);
    }

    @GetMapping("/handoffs")
    @ViewerOrHigher
    Page<Handoff> of(Actor actor, @PathVariable SessionId id) {
        return Page.only(handoffs.of(actor, id));
    }

    @PostMapping("/handoffs/{handoffId}/claim")
    @EngineerOrHigher
    Handoff claim(Actor actor, @PathVariable SessionId id, @PathVariable HandoffId handoffId,
            @RequestBody(required = false) @Valid @Nullable ClaimBody body) {
        return claims.claim(actor, id, handoffId, body == null ? null : body.readBack());
    }

    @PostMapping("/handoffs/{handoffId}/cancel")
    @EngineerOrHigher
    Handoff cancel(Actor actor, @PathVariable SessionId id, @PathVariable HandoffId handoffId) {
        return endings.cancel(actor, id, handoffId);
    }

    @PostMapping("/handoffs/{handoffId}/return")
    @EngineerOrHigher
    ResponseEntity<String> giveBack(Actor actor, @PathVariable SessionId id, @PathVariable HandoffId handoffId,
            @RequestHeader(name = IdempotentRequests.HEADER, required = false) @Nullable String key,
            @RequestBody @Valid ReturnBody body) {
        return idempotent.create(actor, "ai-sessions/" + id + "/handoffs/" + handoffId + "/return", key, body,
                () -> endings.giveBack(actor, id, handoffId, body.reason()));
    }
}
