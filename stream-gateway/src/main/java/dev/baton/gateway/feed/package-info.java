/** Kafka in: one log in memory for each account, shared by all of its streams. */
@NullMarked
package dev.baton.gateway.feed;

import org.jspecify.annotations.NullMarked;
