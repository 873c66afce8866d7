/**
 * Events between services: appended in the transaction of a use case, published in commit order, handled once.
 *
 * <p><b>Out.</b> {@link dev.baton.messaging.Outbox} writes the finished event as the last statements of the transaction.
 * The row of {@code event_stream} that counts an account's events stays locked until the commit, so sequence order is
 * commit order and has no gaps. {@link dev.baton.messaging.relay.OutboxRelay}, one thread in each replica, publishes: one
 * relay at a time holds an advisory lock, deletes a batch of rows, sends it and commits when the broker has acknowledged
 * all of it. Whatever dies in between, the rows are there again, and the repeat has the same sequence.
 *
 * <p><b>In.</b> Beans of {@link dev.baton.messaging.EventSubscription} and
 * {@link dev.baton.messaging.DirectorySubscription} are consumed by {@code dev.baton.messaging.inbox}. The watermark of
 * (group, account, topic) moves from s-1 to s in the transaction of the effect, so a repeat has no effect and a gap is
 * seen.
 */
@NullMarked
package dev.baton.messaging;

import org.jspecify.annotations.NullMarked;
