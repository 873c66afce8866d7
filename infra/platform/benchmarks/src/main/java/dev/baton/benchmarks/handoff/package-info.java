/** Handoffs over HTTP. */
@NullMarked
package dev.baton.benchmarks.handoff;

import org.jspecify.annotations.NullMarked;
