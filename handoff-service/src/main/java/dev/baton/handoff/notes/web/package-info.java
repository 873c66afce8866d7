/** The door for HTTP. */
@NullMarked
package dev.baton.handoff.notes.web;

import org.jspecify.annotations.NullMarked;
