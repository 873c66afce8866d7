/** Journeys across the running platform, as its users and operators take them. */
@NullMarked
package dev.baton.systemtests;

import org.jspecify.annotations.NullMarked;
