/** The door for Kafka: applies handoff events, and sees when a generation has caught up with the topic. */
@NullMarked
package dev.baton.analytics.projection.messaging;

import org.jspecify.annotations.NullMarked;
