/** The whole platform on one machine: the commands behind {@code infra/up}, {@code down} and {@code status}. */
@NullMarked
package dev.baton.launcher;

import org.jspecify.annotations.NullMarked;
