package dev.baton.handoff.session;

import dev.baton.events.StepId;
import dev.baton.events.StepKind;
import dev.baton.events.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A recorded step with the person who took it. */
public record Step(StepId id, StepKind kind, String text, @Nullable String outcome, @Nullable String command,
        UserId actorId, String actorName, Instant createdAt) {}
