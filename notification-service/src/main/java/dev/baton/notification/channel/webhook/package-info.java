/** What the channels share that post to a URL of the account. */
@NullMarked
package dev.baton.notification.channel.webhook;

import org.jspecify.annotations.NullMarked;
