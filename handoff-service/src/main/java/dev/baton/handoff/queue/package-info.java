/** The escalations that wait for somebody. */
@NullMarked
package dev.baton.handoff.queue;

import org.jspecify.annotations.NullMarked;
