/** Who is told: a projection of the directory of people. */
@NullMarked
package dev.baton.notification.recipient;

import org.jspecify.annotations.NullMarked;
