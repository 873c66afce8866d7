/** Acts as a junior engineer over the public API. */
@NullMarked
package dev.baton.launcher.demo;

import org.jspecify.annotations.NullMarked;
