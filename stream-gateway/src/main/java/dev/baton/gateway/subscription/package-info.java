/** Who listens, from where, and for how long. */
@NullMarked
package dev.baton.gateway.subscription;

import org.jspecify.annotations.NullMarked;
