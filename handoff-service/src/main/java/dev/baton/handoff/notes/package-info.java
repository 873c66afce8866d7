/** Ticket notes that are ready at once (A7). */
@NullMarked
package dev.baton.handoff.notes;

import org.jspecify.annotations.NullMarked;
