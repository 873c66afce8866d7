package dev.baton.messaging.relay;

import dev.baton.events.AccountId;
import dev.baton.events.HandoffCreated;
import dev.baton.events.HandoffId;
import dev.baton.messaging.SampleEvents;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Threads that announce events of a few accounts at the same time, and sometimes change their mind. */
final class Traffic implements AutoCloseable {
    private final OutboxFixture outbox;
    private final List<AccountId> accounts;
    private final Queue<Commit> commits = new ConcurrentLinkedQueue<>();
    private final Semaphore permits = new Semaphore(0);
    private final List<Thread> threads;
    private volatile boolean ended;

    /** Begun before the first statement, ended after the commit: nanoseconds of this JVM. */
    record Commit(AccountId account, HandoffId handoff, long begun, long ended) {}

    private Traffic(OutboxFixture outbox, int accountCount, int threadCount, long seed) {
        this.outbox = outbox;
        this.accounts = Stream.generate(SampleEvents::anAccount).limit(accountCount).toList();
        this.threads = IntStream.range(0, threadCount)
                .mapToObj(i -> Thread.ofPlatform().start(() -> write(new Random(seed + i))))
                .toList();
    }

    static Traffic of(OutboxFixture outbox, int accounts, int threads, long seed) {
        return new Traffic(outbox, accounts, threads, seed);
    }

    /** Lets so many more transactions begin. */
    Traffic allow(int transactions) {
        permits.release(transactions);
        return this;
    }

    private void write(Random random) {
        try {
            while (!ended) {
                // Not interrupted: that would cut a transaction of which nobody then knows whether it committed.
                if (permits.tryAcquire(10, TimeUnit.MILLISECONDS)) {
                    announce(random);
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void announce(Random random) {
        AccountId account = accounts.get(random.nextInt(accounts.size()));
        List<HandoffCreated> events = Stream.generate(SampleEvents::aHandoff).limit(1 + random.nextInt(3)).toList();
        boolean rolledBack = random.nextInt(10) == 0;
        long begun = System.nanoTime();
        outbox.append(account, events, rolledBack);
        long ended = System.nanoTime();
        if (!rolledBack) {
            events.forEach(event -> commits.add(new Commit(account, event.card().handoffId(), begun, ended)));
        }
    }

    /** True when everything that was allowed has begun. */
    boolean isIdle() {
        return permits.availablePermits() == 0;
    }

    List<AccountId> accounts() {
        return accounts;
    }

    Collection<Commit> commits() {
        return commits;
    }

    @Override
    public void close() {
        end();
    }

    /** Ends the threads; what was allowed and not begun is given up. */
    void end() {
        ended = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
