/** One real PostgreSQL and one real Kafka for each JVM that runs tests. */
@NullMarked
package dev.baton.testing.engines;

import org.jspecify.annotations.NullMarked;
