/** A handoff from its creation to its claim. */
@NullMarked
package dev.baton.handoff.lifecycle;

import org.jspecify.annotations.NullMarked;
