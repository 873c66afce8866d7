package dev.baton.handoff.completeness.web;

import dev.baton.events.SessionId;
import dev.baton.handoff.completeness.Completeness;
import dev.baton.handoff.completeness.HandoffDrafts;
import dev.baton.platform.security.Actor;
import dev.baton.platform.security.EngineerOrHigher;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/ai-sessions/{id}/handoff-draft")
class DraftController {
    private final HandoffDrafts drafts;

    DraftController(HandoffDrafts drafts) {
        this.drafts = drafts;
    }

    @PostMapping("/completeness")
    @EngineerOrHigher
    Completeness completeness(Actor actor, @PathVariable SessionId id, @RequestBody @Valid DraftBody body) {
        return drafts.completeness(actor, id, body.draft());
    }
}
