/** The door through which changes of people come in. */
@NullMarked
package dev.baton.notification.recipient.messaging;

import org.jspecify.annotations.NullMarked;
