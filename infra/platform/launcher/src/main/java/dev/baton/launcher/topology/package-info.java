/** What runs where, with which settings and secrets. */
@NullMarked
package dev.baton.launcher.topology;

import org.jspecify.annotations.NullMarked;
