/** Who asks, and what they may do: access tokens, actors, roles. */
@NullMarked
package dev.baton.platform.security;

import org.jspecify.annotations.NullMarked;
