/** Consumes subscriptions: watermarks, gaps, retries and dead letters. */
@NullMarked
package dev.baton.messaging.inbox;

import org.jspecify.annotations.NullMarked;
