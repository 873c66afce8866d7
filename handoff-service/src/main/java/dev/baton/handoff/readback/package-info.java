/** What the claimer understood, put right by who escalated (H14). */
@NullMarked
package dev.baton.handoff.readback;

import org.jspecify.annotations.NullMarked;
