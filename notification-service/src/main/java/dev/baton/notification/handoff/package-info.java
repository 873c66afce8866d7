/** What this service knows of handoffs. */
@NullMarked
package dev.baton.notification.handoff;

import org.jspecify.annotations.NullMarked;
