/** Goes on with a trace where no request and no listener is in progress any more. */
@NullMarked
package dev.baton.platform.tracing;

import org.jspecify.annotations.NullMarked;
