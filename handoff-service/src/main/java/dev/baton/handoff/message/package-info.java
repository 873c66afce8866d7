/** The chat of a session, and who answers in it. */
@NullMarked
package dev.baton.handoff.message;

import org.jspecify.annotations.NullMarked;
