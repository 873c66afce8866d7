/** Time and chance, injected so that tests can move them. */
@NullMarked
package dev.baton.platform.time;

import org.jspecify.annotations.NullMarked;
