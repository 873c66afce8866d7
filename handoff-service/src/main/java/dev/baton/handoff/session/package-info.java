/** Troubleshooting sessions and their steps. */
@NullMarked
package dev.baton.handoff.session;

import org.jspecify.annotations.NullMarked;
