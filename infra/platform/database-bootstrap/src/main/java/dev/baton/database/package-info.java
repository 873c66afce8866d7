/** Makes the databases and roles that the services expect (design §7). */
@NullMarked
package dev.baton.database;

import org.jspecify.annotations.NullMarked;
