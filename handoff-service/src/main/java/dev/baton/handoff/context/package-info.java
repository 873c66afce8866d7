/** What the next person needs to know: snapshot and ticket notes. */
@NullMarked
package dev.baton.handoff.context;

import org.jspecify.annotations.NullMarked;
