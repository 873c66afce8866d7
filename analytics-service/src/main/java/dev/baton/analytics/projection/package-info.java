/**
 * The metric table, built from events alone, so that it can be built again. Rows belong to a generation: a rebuild is a
 * new generation that reads the topic from its beginning while the last complete one still answers (acceptance M6).
 */
@NullMarked
package dev.baton.analytics.projection;

import org.jspecify.annotations.NullMarked;
