package dev.baton.platform.tenancy;

import dev.baton.events.AccountId;
import java.util.Optional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The account that the current thread works for. Requests get it from their token; consumers and jobs bind it
 * themselves, always before their transaction: {@code Tenant.run(account, () -> transaction.execute(…))}.
 *
 * <p>It ends with the call and is not handed to other threads, so a pooled thread cannot keep a stranger's account.
 */
public final class Tenant {
    private static final ScopedValue<AccountId> CURRENT = ScopedValue.newInstance();

    private Tenant() {}

    /**
     * Does the work for the account.
     *
     * @throws IllegalStateException inside a transaction of another account: its rows would be read with the old one
     */
    public static void run(AccountId account, Runnable work) {
        bind(account).run(work);
    }

    /** As {@link #run}, with a result; takes a lambda that may throw any exception, which is passed on as it is. */
    public static <T, X extends Throwable> T call(AccountId account, ScopedValue.CallableOp<? extends T, X> work)
            throws X {
        return bind(account).call(work);
    }

    public static Optional<AccountId> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    private static ScopedValue.Carrier bind(AccountId account) {
        boolean changes = !CURRENT.isBound() || !CURRENT.get().equals(account);
        if (changes && TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("the tenant must be bound before the transaction begins");
        }
        return ScopedValue.where(CURRENT, account);
    }
}
