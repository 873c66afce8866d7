/** The account that a piece of work is done for, and how PostgreSQL learns of it. */
@NullMarked
package dev.baton.platform.tenancy;

import org.jspecify.annotations.NullMarked;
