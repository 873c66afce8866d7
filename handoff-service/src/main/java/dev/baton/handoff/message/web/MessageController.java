package dev.baton.handoff.message.web;

import dev.baton.events.MessageId;
import dev.baton.events.SessionId;
import dev.baton.handoff.idempotency.IdempotentRequests;
import dev.baton.handoff.idempotency.SlowEffect;
import dev.baton.handoff.message.AssistantProperties;
import dev.baton.handoff.message.Message;
import dev.baton.handoff.message.Messages;
import dev.baton.platform.security.Actor;
import dev.baton.platform.security.EngineerOrHigher;
import dev.baton.platform.security.ViewerOrHigher;
import dev.baton.platform.web.Page;
import dev.baton.platform.web.TimeCursor;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
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
@RequestMapping("/api/v1/ai-sessions/{id}/messages")
class MessageController {
    private final Messages messages;
    private final IdempotentRequests idempotent;
    private final AssistantProperties settings;

    MessageController(Messages messages, IdempotentRequests idempotent, AssistantProperties settings) {
        this.messages = messages;
        this.idempotent = idempotent;
        this.settings = settings;
    }

    @PostMapping
    @EngineerOrHigher
    ResponseEntity<String> write(Actor actor, @PathVariable SessionId id,
            @RequestHeader(name = IdempotentRequests.HEADER, required = false) @Nullable String key,
            @RequestBody @Valid WriteMessage body) {
        return idempotent.create(actor, "ai-sessions/" + id + "/messages", key, body,
                new SlowEffect<>(settings.lease(), () -> messages.write(actor, id, body.text()).value(),
                        written -> messages.answer(actor, id, new MessageId(written))));
    }

    @GetMapping
    @ViewerOrHigher
    Page<Message> of(Actor actor, @PathVariable SessionId id,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable TimeCursor cursor) {
        return messages.of(actor, id, limit, cursor);
    }
}
