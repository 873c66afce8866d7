/** How fast the platform is, against limits and against its peers. */
@NullMarked
package dev.baton.benchmarks;

import org.jspecify.annotations.NullMarked;
