package dev.baton.handoff.assessment;

import dev.baton.events.AccountId;
import dev.baton.events.Confidence;
import dev.baton.events.HandoffId;
import org.jspecify.annotations.Nullable;

/**
 * There is an assessment, or there certainly will be none. Told to listeners inside the transaction that stores it.
 *
 * @param confidence null when there is none
 */
public record AssessmentFinished(AccountId account, HandoffId handoff, @Nullable Confidence confidence) {}
