/** Years of work of help desks, written at once. */
@NullMarked
package dev.baton.benchmarks.past;

import org.jspecify.annotations.NullMarked;
