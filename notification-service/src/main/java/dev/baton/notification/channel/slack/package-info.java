/** Slack, over an incoming webhook of the account. */
@NullMarked
package dev.baton.notification.channel.slack;

import org.jspecify.annotations.NullMarked;
