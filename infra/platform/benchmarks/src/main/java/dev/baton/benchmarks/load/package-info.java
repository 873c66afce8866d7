/** Cheap clients: the machine belongs to what is measured. */
@NullMarked
package dev.baton.benchmarks.load;

import org.jspecify.annotations.NullMarked;
