/** Events on their way to people who listen. */
@NullMarked
package dev.baton.benchmarks.stream;

import org.jspecify.annotations.NullMarked;
