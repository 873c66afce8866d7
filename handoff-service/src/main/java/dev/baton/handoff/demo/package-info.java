/** Demo data of the local run. */
@NullMarked
package dev.baton.handoff.demo;

import org.jspecify.annotations.NullMarked;
