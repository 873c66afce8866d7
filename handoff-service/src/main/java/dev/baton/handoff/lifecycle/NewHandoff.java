package dev.baton.handoff.lifecycle;

import dev.baton.events.Priority;
import dev.baton.events.UserId;
import java.util.Optional;

/**
 * What a person says when handing off.
 *
 * @param notes may be blank
 * @param target who should take it, if somebody in particular; others may all the same (H9)
 */
public record NewHandoff(Intent intent, String reason, String notes, Priority priority, Optional<UserId> target) {}
