/** The gateway beside other servers of event streams, one machine and one load for all. */
@NullMarked
package dev.baton.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
