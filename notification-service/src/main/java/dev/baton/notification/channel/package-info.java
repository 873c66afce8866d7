/** What every way to reach people has in common; each way lives in a package of its own below. */
@NullMarked
package dev.baton.notification.channel;

import org.jspecify.annotations.NullMarked;
