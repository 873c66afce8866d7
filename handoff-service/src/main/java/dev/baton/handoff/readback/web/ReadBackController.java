package dev.baton.handoff.readback.web;

import dev.baton.events.HandoffId;
import dev.baton.events.SessionId;
import dev.baton.handoff.lifecycle.Handoff;
import dev.baton.handoff.readback.ReadBacks;
import dev.baton.platform.security.Actor;
import dev.baton.platform.security.EngineerOrHigher;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/ai-sessions/{id}/handoffs/{handoffId}/read-back-correction")
class ReadBackController {
    private final ReadBacks readBacks;

    ReadBackController(ReadBacks readBacks) {
        this.readBacks = readBacks;
    }

    @PutMapping
    @EngineerOrHigher
    Handoff correct(Actor actor, @PathVariable SessionId id, @PathVariable HandoffId handoffId,
            @RequestBody @Valid CorrectionBody body) {
        return readBacks.correct(actor, id, handoffId, body.text());
    }
}
