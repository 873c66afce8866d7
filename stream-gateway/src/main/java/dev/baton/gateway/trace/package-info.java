/** Shows when this replica had told its streams of an event, in the trace of the request that caused it. */
@NullMarked
package dev.baton.gateway.trace;

import org.jspecify.annotations.NullMarked;
