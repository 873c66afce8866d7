/** HTTP door of handoffs and their queue. */
@NullMarked
package dev.baton.handoff.lifecycle.web;

import org.jspecify.annotations.NullMarked;
