/** Durable background work, run by whichever replica is free. */
@NullMarked
package dev.baton.handoff.background;

import org.jspecify.annotations.NullMarked;
