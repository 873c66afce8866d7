/** HTTP door of handoff drafts. */
@NullMarked
package dev.baton.handoff.completeness.web;

import org.jspecify.annotations.NullMarked;
