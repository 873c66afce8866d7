/** What admins see of people and change about them. */
@NullMarked
package dev.baton.handoff.identity.membership;

import org.jspecify.annotations.NullMarked;
