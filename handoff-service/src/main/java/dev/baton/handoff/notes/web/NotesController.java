package dev.baton.handoff.notes.web;

import dev.baton.events.HandoffId;
import dev.baton.events.SessionId;
import dev.baton.handoff.notes.HandoffNotes;
import dev.baton.handoff.notes.ReadyNotes;
import dev.baton.platform.security.Actor;
import dev.baton.platform.security.ViewerOrHigher;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/ai-sessions/{id}/handoffs/{handoffId}/ticket-notes")
class NotesController {
    private final HandoffNotes notes;

    NotesController(HandoffNotes notes) {
        this.notes = notes;
    }

    @GetMapping
    @ViewerOrHigher
    ReadyNotes of(Actor actor, @PathVariable SessionId id, @PathVariable HandoffId handoffId) {
        return notes.of(actor, id, handoffId);
    }
}
