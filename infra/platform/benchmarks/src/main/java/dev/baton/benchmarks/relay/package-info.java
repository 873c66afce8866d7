/** The way from a commit to the broker, without the services around it. */
@NullMarked
package dev.baton.benchmarks.relay;

import org.jspecify.annotations.NullMarked;
