package dev.baton.gateway.resumes;

import dev.baton.events.AccountId;
import dev.baton.gateway.AccountEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;

/**
 * Events of some accounts, short and long ones, and now and then one that streams do not show, or the last few again as
 * by a relay that was paused.
 */
final class Publisher implements AutoCloseable {
    private static final long EVERY_MILLIS = 10;

    private final List<Account> accounts = new ArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Random random;
    private volatile boolean failed;

    /** @param happened sequences that are shown */
    record Account(AccountEvents events, NavigableSet<Long> happened) {
        AccountId id() {
            return events.account();
        }
    }

    Publisher(int count, long seed, Producer<byte[], byte[]> producer) {
        random = new Random(seed);
        for (int i = 0; i < count; i++) {
            Account account = new Account(new AccountEvents(producer), new ConcurrentSkipListSet<>());
            accounts.add(account);
            show(account, 10);
        }
    }

    List<Account> accounts() {
        return accounts;
    }

    void start() {
        clock.scheduleAtFixedRate(this::publishOne, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void publishOne() {
        Account account = accounts.get(random.nextInt(accounts.size()));
        try {
            int kind = random.nextInt(20);
            if (kind == 0) {
                repeat(account, 1 + random.nextInt(4));
            } else if (kind < 3) {
                account.events().recordStep();
            } else {
                show(account, random.nextInt(4) == 0 ? 8_000 : random.nextInt(1_000));
            }
        } catch (RuntimeException e) {
            failed = true;
            throw e;
        }
    }

    private static void show(Account account, int length) {
        // Before: who checks must never hear of an event that it does not know.
        account.happened().add(account.events().sequence() + 1);
        account.events().create("x".repeat(length));
    }

    private static void repeat(Account account, int count) {
        long last = account.events().sequence();
        account.happened()
                .tailSet(Math.max(1, last - count), true)
                .forEach(shown -> account.events()
                        .from(shown - 1)
                        .create("again"));
        account.events().from(last);
    }

    /** Nothing more happens. */
    void stop() throws InterruptedException {
        clock.shutdown();
        if (!clock.awaitTermination(1, TimeUnit.MINUTES) || failed) {
            throw new IllegalStateException("events could not be published");
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
