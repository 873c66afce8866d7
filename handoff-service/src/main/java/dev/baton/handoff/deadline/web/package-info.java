/** The door for HTTP. */
@NullMarked
package dev.baton.handoff.deadline.web;

import org.jspecify.annotations.NullMarked;
