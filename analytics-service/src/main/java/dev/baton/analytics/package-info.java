/** Measures how fast people act on handoffs, from events alone. */
@NullMarked
package dev.baton.analytics;

import org.jspecify.annotations.NullMarked;
