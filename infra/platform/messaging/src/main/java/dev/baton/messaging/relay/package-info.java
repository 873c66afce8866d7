/** Publishes the outbox; parks the streams that cannot be published. */
@NullMarked
package dev.baton.messaging.relay;

import org.jspecify.annotations.NullMarked;
