/** HTTP door of similar escalations. */
@NullMarked
package dev.baton.handoff.similar.web;

import org.jspecify.annotations.NullMarked;
