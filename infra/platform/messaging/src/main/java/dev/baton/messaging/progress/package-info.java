/** What Kafka knows of the groups of this service: how far they are, and whether a topic is still the same. */
@NullMarked
package dev.baton.messaging.progress;

import org.jspecify.annotations.NullMarked;
