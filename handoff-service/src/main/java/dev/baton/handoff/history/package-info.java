/** Who did what to a handoff (T8). */
@NullMarked
package dev.baton.handoff.history;

import org.jspecify.annotations.NullMarked;
