package dev.baton.platform.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.baton.events.AccountId;
import dev.baton.platform.sample.SampleApplication;
import dev.baton.testing.PlatformTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A lock that ends with its own statement would keep nobody apart, and nothing would tell. */
@SpringBootTest(classes = SampleApplication.class)
@PlatformTest(database = "defaults", kafka = false)
class NameLockTest {
    @Autowired
    private NameLock names;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private PlatformTransactionManager transactions;
    @Autowired
    @Qualifier("worker")
    private TransactionTemplate worker;

    private final AccountId account = new AccountId(UUID.randomUUID());

    @Test
    void itIsHeldUntilTheEndOfTheTransaction() {
        TransactionTemplate transaction = new TransactionTemplate(transactions);

        transaction.executeWithoutResult(_ -> {
            names.lockToWrite(account);
            assertThat(locksOfThisConnection()).isOne();
        });
        transaction.executeWithoutResult(_ -> {
            names.lockToErase(account);
            assertThat(locksOfThisConnection()).isOne();
        });
    }

    @Test
    void whatWouldLockNothingIsRefused() {
        assertThatIllegalStateException().isThrownBy(() -> names.lockToWrite(account));
        assertThatIllegalStateException().isThrownBy(() -> names.lockToErase(account));
    }

    @Test
    void aTransactionOfAnotherPoolDoesNotHoldIt() {
        worker.executeWithoutResult(_ -> {
            assertThatIllegalStateException().isThrownBy(() -> names.lockToWrite(account));
            // Spring keeps the connection of this one.
            assertThat(locksOfThisConnection()).isZero();
            assertThatIllegalStateException().isThrownBy(() -> names.lockToWrite(account));
        });
    }

    private long locksOfThisConnection() {
        return jdbc.sql("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
                .query(Long.class)
                .single();
    }
}
