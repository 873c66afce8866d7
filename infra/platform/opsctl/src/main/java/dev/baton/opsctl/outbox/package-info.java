/** Streams that could not be published, and what an operator decides about them. */
@NullMarked
package dev.baton.opsctl.outbox;

import org.jspecify.annotations.NullMarked;
