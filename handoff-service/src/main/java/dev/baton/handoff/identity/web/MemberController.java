package dev.baton.handoff.identity.web;

import dev.baton.events.UserId;
import dev.baton.handoff.history.AuditEntry;
import dev.baton.handoff.identity.erasure.Erasure;
import dev.baton.handoff.identity.membership.MemberAction;
import dev.baton.handoff.identity.membership.MemberChanges;
import dev.baton.handoff.identity.membership.MemberHistory;
import dev.baton.handoff.identity.membership.Membership;
import dev.baton.platform.security.Actor;
import dev.baton.platform.security.AdminOrHigher;
import dev.baton.platform.web.Page;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/members/{id}")
@AdminOrHigher
class MemberController {
    private final MemberChanges changes;
    private final Erasure erasure;
    private final MemberHistory history;

    MemberController(MemberChanges changes, Erasure erasure, MemberHistory history) {
        this.changes = changes;
        this.erasure = erasure;
        this.history = history;
    }

    @PatchMapping
    Membership change(Actor actor, @PathVariable UserId id, @RequestBody @Valid ChangeMember body) {
        return changes.change(actor, id, body.wanted());
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void erase(Actor actor, @PathVariable UserId id) {
        erasure.erase(actor, id);
    }

    @GetMapping("/changes")
    Page<AuditEntry<MemberAction>> changes(@PathVariable UserId id) {
        return Page.only(history.of(id));
    }
}
