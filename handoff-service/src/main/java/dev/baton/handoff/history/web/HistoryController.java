package dev.baton.handoff.history.web;

import dev.baton.events.HandoffId;
import dev.baton.events.SessionId;
import dev.baton.handoff.history.AuditEntry;
import dev.baton.handoff.history.HandoffAction;
import dev.baton.handoff.history.HandoffHistory;
import dev.baton.platform.security.Actor;
import dev.baton.platform.security.AdminOrHigher;
import dev.baton.platform.web.Page;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/ai-sessions/{id}/handoffs/{handoffId}/history")
class HistoryController {
    private final HandoffHistory history;

    HistoryController(HandoffHistory history) {
        this.history = history;
    }

    @GetMapping
    @AdminOrHigher
    Page<AuditEntry<HandoffAction>> of(Actor actor, @PathVariable SessionId id, @PathVariable HandoffId handoffId) {
        return Page.only(history.of(actor, id, handoffId));
    }
}
