/** HTTP door of identity. */
@NullMarked
package dev.baton.handoff.identity.web;

import org.jspecify.annotations.NullMarked;
