/** The account that a piece of work is done for, how PostgreSQL learns of it, and what one account locks as a whole. */
@NullMarked
package dev.baton.platform.tenancy;

import org.jspecify.annotations.NullMarked;
