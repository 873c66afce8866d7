package dev.baton.benchmarks.relay;

import dev.baton.events.AccountId;
import dev.baton.events.HandoffCard;
import dev.baton.events.HandoffCreated;
import dev.baton.events.HandoffId;
import dev.baton.events.Person;
import dev.baton.events.Priority;
import dev.baton.events.SessionId;
import dev.baton.events.UserId;
import dev.baton.messaging.Outbox;
import dev.baton.platform.tenancy.Tenant;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Numbered events over some accounts in turn, each in a transaction of its own. For one thread. */
public final class Commits {
    /** Stands first in the reason of an event, followed by its number and a blank. */
    private static final String NUMBER = "number ";
    private static final String PROBLEM = "Outlook fails to sync after the update. ".repeat(8);

    private final List<AccountId> accounts;
    private final long[] committed;
    private final Outbox outbox;
    private final TransactionTemplate transaction;

    /**
     * Commits nothing yet.
     *
     * @param relay a started {@link RelayNode}
     */
    public Commits(List<AccountId> accounts, int events, BeanFactory relay) {
        this.accounts = List.copyOf(accounts);
        this.committed = new long[events];
        this.outbox = relay.getBean(Outbox.class);
        this.transaction = new TransactionTemplate(relay.getBean(PlatformTransactionManager.class));
    }

    /** Returns when the event is sure to be published. */
    public void commit(int index) {
        AccountId account = account(index);
        HandoffCreated event = event(index);
        Tenant.run(account, () -> transaction.executeWithoutResult(_ -> outbox.append(account, event)));
        committed[index] = System.nanoTime();
    }

    /** When COMMIT had returned. */
    public long committed(int index) {
        return committed[index];
    }

    AccountId account(int index) {
        return accounts.get(index % accounts.size());
    }

    static HandoffCreated event(int index) {
        return event(NUMBER + index + " of a run");
    }

    /** An event of usual size. */
    public static HandoffCreated event(String reason) {
        return new HandoffCreated(new HandoffCard(new HandoffId(UUID.randomUUID()), new SessionId(UUID.randomUUID()),
                PROBLEM, "mail", Priority.HIGH, reason, 4, "12345",
                new Person(new UserId(UUID.randomUUID()), "Jo Park"), null, Instant.EPOCH, 1, 0));
    }

    /** Of an event, by its body. */
    public static int number(byte[] body) {
        // One byte is one character, so that searching needs no decoding.
        String text = new String(body, StandardCharsets.ISO_8859_1);
        int begin = text.indexOf(NUMBER) + NUMBER.length();
        return Integer.parseInt(text, begin, text.indexOf(' ', begin), 10);
    }
}
