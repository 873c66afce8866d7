/** Delivers notifications about handoffs and keeps a record of each. */
@NullMarked
package dev.baton.notification;

import org.jspecify.annotations.NullMarked;
