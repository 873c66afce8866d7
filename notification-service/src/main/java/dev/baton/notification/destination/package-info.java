/** What accepts messages, how fast, and whether at all right now. */
@NullMarked
package dev.baton.notification.destination;

import org.jspecify.annotations.NullMarked;
