/** HTTP door of sessions. */
@NullMarked
package dev.baton.handoff.session.web;

import org.jspecify.annotations.NullMarked;
