package dev.baton.handoff.session.web;

import dev.baton.events.SessionId;
import dev.baton.events.StepId;
import dev.baton.handoff.idempotency.IdempotentRequests;
import dev.baton.handoff.session.NewSession;
import dev.baton.handoff.session.NewStep;
import dev.baton.handoff.session.Resolution;
import dev.baton.handoff.session.Resolutions;
import dev.baton.handoff.session.Session;
import dev.baton.handoff.session.SessionDetail;
import dev.baton.handoff.session.SessionFilter;
import dev.baton.handoff.session.SessionStatus;
import dev.baton.handoff.session.Sessions;
import dev.baton.platform.security.Actor;
import dev.baton.platform.security.EngineerOrHigher;
import dev.baton.platform.security.ViewerOrHigher;
import dev.baton.platform.web.Page;
import dev.baton.platform.web.TimeCursor;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/ai-sessions")
class SessionController {
    private final Sessions sessions;
    private final Resolutions resolutions;
    private final IdempotentRequests idempotent;

    SessionController(Sessions sessions, Resolutions resolutions, IdempotentRequests idempotent) {
        this.sessions = sessions;
        this.resolutions = resolutions;
        this.idempotent = idempotent;
    }

    @PostMapping
    @EngineerOrHigher
    ResponseEntity<String> start(Actor actor,
            @RequestHeader(name = IdempotentRequests.HEADER, required = false) @Nullable String key,
            @RequestBody @Valid StartSession body) {
        NewSession wanted = new NewSession(body.problemSummary(), body.domain(), body.psaTicketId());
        return idempotent.create(actor, "ai-sessions", key, body, () -> sessions.start(actor, wanted));
    }

    @GetMapping
    @ViewerOrHigher
    Page<Session> mine(Actor actor, @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable TimeCursor cursor,
            @RequestParam(required = false) @Size(max = 200) @Pattern(regexp = "\\P{Cc}*", message = "holds a control character") @Nullable String q,
            @RequestParam(required = false) @Pattern(regexp = "active|escalated|parked|resolved", message = "is not a status") @Nullable String status) {
        return sessions.mine(actor, new SessionFilter(q, status == null ? null : SessionStatus.ofColumn(status)), limit,
                cursor);
    }

    @GetMapping("/{id}")
    @ViewerOrHigher
    SessionDetail detail(Actor actor, @PathVariable SessionId id) {
        return sessions.detail(actor, id);
    }

    @PostMapping("/{id}/resolve")
    @EngineerOrHigher
    SessionDetail resolve(Actor actor, @PathVariable SessionId id, @RequestBody @Valid ResolveSession body) {
        StepId fixedBy = body.fixedByStepId();
        return fixedBy == null
                ? resolutions.resolve(actor, id, new Resolution(body.resolution(), null))
                : resolutions.resolve(actor, id, body.resolution(), fixedBy);
    }

    @PostMapping("/{id}/steps")
    @EngineerOrHigher
    ResponseEntity<String> record(Actor actor, @PathVariable SessionId id,
            @RequestHeader(name = IdempotentRequests.HEADER, required = false) @Nullable String key,
            @RequestBody @Valid RecordStep body) {
        NewStep wanted = new NewStep(body.kind(), body.text(), body.outcome(), body.command());
        return idempotent.create(actor, "ai-sessions/" + id + "/steps", key, body,
                () -> sessions.record(actor, id, wanted));
    }
}
