package dev.baton.handoff.session;

import dev.baton.events.HandoffId;
import dev.baton.events.UserId;

/**
 * Somebody worked on a session whose handoff was claimed: recorded a step, wrote a message, handed it on, put it aside, or
 * resolved it. Told to listeners inside the transaction that stores it.
 *
 * @param resolved there is nothing left to do, whoever did it
 */
public record SessionActed(HandoffId claimedHandoff, UserId actor, boolean resolved) {}
