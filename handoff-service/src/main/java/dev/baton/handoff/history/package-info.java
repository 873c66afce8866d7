/** Who did what to a handoff (T8), and what such trails have in common. */
@NullMarked
package dev.baton.handoff.history;

import org.jspecify.annotations.NullMarked;
