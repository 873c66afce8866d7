/** Decides which messages are sent, sees each through to an end, and keeps the record of it. */
@NullMarked
package dev.baton.notification.delivery;

import org.jspecify.annotations.NullMarked;
