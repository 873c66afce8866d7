/** Answers a repeated request with its first result. */
@NullMarked
package dev.baton.handoff.idempotency;

import org.jspecify.annotations.NullMarked;
