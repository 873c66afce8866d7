/** What a benchmark runs against. */
@NullMarked
package dev.baton.benchmarks.platform;

import org.jspecify.annotations.NullMarked;
