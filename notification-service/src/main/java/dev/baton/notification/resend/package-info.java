/** Sends once more, when an admin wants it, what was given up (N12). */
@NullMarked
package dev.baton.notification.resend;

import org.jspecify.annotations.NullMarked;
