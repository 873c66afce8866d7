package dev.baton.handoff.notice.web;

import dev.baton.handoff.notice.Notice;
import dev.baton.handoff.notice.Notices;
import dev.baton.platform.security.Actor;
import dev.baton.platform.security.ViewerOrHigher;
import dev.baton.platform.web.Page;
import dev.baton.platform.web.TimeCursor;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/notices")
@ViewerOrHigher
class NoticeController {
    private final Notices notices;

    NoticeController(Notices notices) {
        this.notices = notices;
    }

    @GetMapping
    Page<Notice> list(Actor actor, @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable TimeCursor cursor) {
        return notices.of(actor.id(), limit, cursor);
    }

    @GetMapping("/unread-count")
    Count unread(Actor actor) {
        return new Count(notices.unread(actor.id()));
    }

    @PostMapping("/{id}/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void read(Actor actor, @PathVariable UUID id) {
        notices.read(actor.id(), id);
    }

    @PostMapping("/read-all")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void readAll(Actor actor, @RequestBody @Valid ReadAllBody body) {
        notices.readUpTo(actor.id(), body.upTo());
    }

    record Count(long count) {}
}
