/** How new people come in. */
@NullMarked
package dev.baton.handoff.identity.invitation;

import org.jspecify.annotations.NullMarked;
