package dev.baton.handoff.session;

import dev.baton.events.StepKind;
import org.jspecify.annotations.Nullable;

/** One thing that was asked, done, seen or found. {@code command} is kept to the letter. */
public record NewStep(StepKind kind, String text, @Nullable String outcome, @Nullable String command) {}
