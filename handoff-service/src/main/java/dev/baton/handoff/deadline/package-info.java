/**
 * Reminds of handoffs that wait too long, and of claims that nothing follows (H12). Times run in the account's business
 * hours and fire outside of its quiet hours.
 */
@NullMarked
package dev.baton.handoff.deadline;

import org.jspecify.annotations.NullMarked;
