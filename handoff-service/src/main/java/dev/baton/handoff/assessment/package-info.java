/** What is probably wrong and what to try next. */
@NullMarked
package dev.baton.handoff.assessment;

import org.jspecify.annotations.NullMarked;
