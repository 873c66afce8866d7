/** The door through which handoff events come in. */
@NullMarked
package dev.baton.notification.delivery.messaging;

import org.jspecify.annotations.NullMarked;
