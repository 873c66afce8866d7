/** Keeps processes of the operating system alive, and knows its own from those of others. */
@NullMarked
package dev.baton.launcher.supervision;

import org.jspecify.annotations.NullMarked;
