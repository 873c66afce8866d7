/** The door for HTTP. */
@NullMarked
package dev.baton.handoff.readback.web;

import org.jspecify.annotations.NullMarked;
