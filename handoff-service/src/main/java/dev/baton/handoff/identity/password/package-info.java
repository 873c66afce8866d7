/** A person's own password. */
@NullMarked
package dev.baton.handoff.identity.password;

import org.jspecify.annotations.NullMarked;
