/** The door for HTTP. */
@NullMarked
package dev.baton.handoff.queue.web;

import org.jspecify.annotations.NullMarked;
