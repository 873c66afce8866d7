/** Sessions, handoffs, claims, assessments and identity. */
@NullMarked
package dev.baton.handoff;

import org.jspecify.annotations.NullMarked;
