/** The door for Kafka: reads whole topics, without a group and without commits. */
@NullMarked
package dev.baton.gateway.feed.messaging;

import org.jspecify.annotations.NullMarked;
