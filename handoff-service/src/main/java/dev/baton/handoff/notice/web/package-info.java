/** HTTP door of the bell. */
@NullMarked
package dev.baton.handoff.notice.web;

import org.jspecify.annotations.NullMarked;
