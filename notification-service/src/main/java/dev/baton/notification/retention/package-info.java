/** Removes what has been kept for long enough (E8). */
@NullMarked
package dev.baton.notification.retention;

import org.jspecify.annotations.NullMarked;
