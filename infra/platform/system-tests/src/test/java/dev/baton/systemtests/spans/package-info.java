/** Receives what the platform exports of its traces, as a collector does. */
@NullMarked
package dev.baton.systemtests.spans;

import org.jspecify.annotations.NullMarked;
