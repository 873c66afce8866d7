/** Accounts, their members, sign-in and tokens. */
@NullMarked
package dev.baton.handoff.identity;

import org.jspecify.annotations.NullMarked;
