/** What people look at, over the work of years. */
@NullMarked
package dev.baton.benchmarks.read;

import org.jspecify.annotations.NullMarked;
