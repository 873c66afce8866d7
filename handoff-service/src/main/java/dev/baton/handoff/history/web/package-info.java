/** The door for HTTP. */
@NullMarked
package dev.baton.handoff.history.web;

import org.jspecify.annotations.NullMarked;
