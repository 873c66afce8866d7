/** The whole platform under load while its processes are killed and paused, and what must be true afterwards. */
@org.jspecify.annotations.NullMarked
package dev.baton.systemtests.faults;
