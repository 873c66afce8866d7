/** Records for the tests of consumers. */
@NullMarked
package dev.baton.testing.events;

import org.jspecify.annotations.NullMarked;
