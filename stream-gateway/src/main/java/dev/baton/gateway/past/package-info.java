/** What a client missed that is no longer in memory: how much of it is read from Kafka, and how it is told. */
@NullMarked
package dev.baton.gateway.past;

import org.jspecify.annotations.NullMarked;
