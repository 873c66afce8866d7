/** What the account has solved before. */
@NullMarked
package dev.baton.handoff.similar;

import org.jspecify.annotations.NullMarked;
