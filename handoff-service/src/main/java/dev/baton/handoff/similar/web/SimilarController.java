package dev.baton.handoff.similar.web;

import dev.baton.events.SessionId;
import dev.baton.handoff.similar.SimilarEscalation;
import dev.baton.handoff.similar.SimilarEscalations;
import dev.baton.platform.security.Actor;
import dev.baton.platform.security.EngineerOrHigher;
import dev.baton.platform.security.ViewerOrHigher;
import dev.baton.platform.web.Page;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/ai-sessions/{id}/similar")
class SimilarController {
    private final SimilarEscalations similar;

    SimilarController(SimilarEscalations similar) {
        this.similar = similar;
    }

    @GetMapping
    @ViewerOrHigher
    Page<SimilarEscalation> of(Actor actor, @PathVariable SessionId id) {
        return Page.only(similar.of(actor, id));
    }

    @PostMapping("/{similarId}/feedback")
    @EngineerOrHigher
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void vote(Actor actor, @PathVariable SessionId id, @PathVariable SessionId similarId,
            @RequestBody @Valid FeedbackBody body) {
        similar.vote(actor, id, similarId, body.useful());
    }
}
