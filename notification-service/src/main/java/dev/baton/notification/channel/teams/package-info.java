/** Microsoft Teams, over a Workflows webhook of the account. */
@NullMarked
package dev.baton.notification.channel.teams;

import org.jspecify.annotations.NullMarked;
