package dev.baton.platform.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.events.AccountId;
import dev.baton.platform.sample.SampleApplication;
import dev.baton.testing.PlatformTest;
import dev.baton.testing.RowSecurity;
import dev.baton.testing.engines.TestDatabase;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Acceptance T1, against a real PostgreSQL through the application's own pool and role. */
@SpringBootTest(classes = SampleApplication.class)
@PlatformTest(database = "defaults", kafka = false)
class TenancyTest {
    @Autowired
    JdbcClient jdbc;
    @Autowired
    PlatformTransactionManager transactions;
    @Autowired
    @Qualifier("worker")
    JdbcClient worker;

    @Autowired
    TestDatabase database;

    private final AccountId acme = new AccountId(UUID.randomUUID());
    private final AccountId globex = new AccountId(UUID.randomUUID());
    private TransactionTemplate transaction;

    @BeforeEach
    void aNoteOfAcme() {
        transaction = new TransactionTemplate(transactions);
        Tenant.run(acme, () -> transaction.executeWithoutResult(status -> writeNote(acme)));
    }

    @Test
    void anAccountSeesItsOwnRowsAndNoOthers() {
        assertThat(Tenant.<Long, RuntimeException>call(acme, () -> transaction.execute(status -> notes()))).isOne();
        assertThat(Tenant.<Long, RuntimeException>call(globex, () -> transaction.execute(status -> notes()))).isZero();
    }

    @Test
    void theCatalogueAgrees() {
        RowSecurity.assertEveryTenantTableIsForced(database);
    }

    @Test
    void noTenantMeansNoRows() {
        assertThat(transaction.<Long>execute(status -> notes())).isZero();
    }

    @Test
    void noTransactionMeansNoRows() {
        assertThat(Tenant.<Long, RuntimeException>call(acme, this::notes)).isZero();
    }

    @Test
    void aConnectionGoesBackToThePoolWithoutItsTenant() {
        for (int i = 0; i < 20; i++) {
            Tenant.run(acme, () -> transaction.executeWithoutResult(status -> assertThat(notes()).isOne()));
            assertThat(transaction.<Long>execute(status -> notes())).isZero();
        }
    }

    @Test
    void aRowOfAnotherAccountCannotBeWritten() {
        assertThatThrownBy(() -> Tenant.run(globex,
                () -> transaction.executeWithoutResult(status -> writeNote(acme))))
                .rootCause()
                .hasMessageContaining("row-level security");
    }

    @Test
    void theTenantCannotChangeInsideATransaction() {
        assertThatThrownBy(() -> Tenant.run(acme, () -> transaction.executeWithoutResult(
                status -> Tenant.run(globex, this::notes)))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theWorkerSeesAllAccountsByItsOwnConnection() {
        long seen = worker.sql("SELECT count(*) FROM note WHERE account_id = :account")
                .param("account", acme.value())
                .query(Long.class)
                .single();

        assertThat(seen).isOne();
        assertThat(transactions).isInstanceOf(RowSecurityTransactions.class);
    }

    private long notes() {
        return jdbc.sql("SELECT count(*) FROM note WHERE account_id IN (:acme, :globex)")
                .param("acme", acme.value())
                .param("globex", globex.value())
                .query(Long.class)
                .single();
    }

    private void writeNote(AccountId account) {
        jdbc.sql("INSERT INTO note (account_id, id, body) VALUES (:account, :id, 'x')")
                .param("account", account.value())
                .param("id", UUID.randomUUID())
                .update();
    }
}
