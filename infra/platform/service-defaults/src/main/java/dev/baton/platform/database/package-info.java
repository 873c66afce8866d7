/** Connections beside the service's pool, for the two kinds of work that cross accounts (design §7). */
@NullMarked
package dev.baton.platform.database;

import org.jspecify.annotations.NullMarked;
