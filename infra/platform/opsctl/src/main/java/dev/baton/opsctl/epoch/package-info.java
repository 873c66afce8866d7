/** What makes numbers unique again after a database has lost some of its past. */
@NullMarked
package dev.baton.opsctl.epoch;

import org.jspecify.annotations.NullMarked;
