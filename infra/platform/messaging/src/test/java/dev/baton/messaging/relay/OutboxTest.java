package dev.baton.messaging.relay;

import static dev.baton.messaging.SampleEvents.aHandoff;
import static dev.baton.messaging.SampleEvents.aPerson;
import static dev.baton.messaging.SampleEvents.anAccount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.events.AccountId;
import dev.baton.events.EventCodec;
import dev.baton.events.Topics;
import dev.baton.messaging.EventTooLarge;
import dev.baton.messaging.Outbox;
import dev.baton.messaging.SampleEvents;
import dev.baton.platform.tenancy.Tenant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a transaction announces is stored with it, in its place, or not at all. */
class OutboxTest {
    private static final OutboxFixture outbox = new OutboxFixture();
    private final AccountId acme = anAccount();

    @AfterEach
    void noRelay() {
        outbox.afterCommit = () -> {};
    }

    @AfterAll
    static void close() {
        outbox.close();
    }

    @Test
    void aRollbackAnnouncesNothingAndLeavesNoGap() {
        outbox.append(acme, aHandoff(), aHandoff());
        outbox.append(acme, List.of(aHandoff()), true);
        outbox.append(acme, aHandoff());

        assertThat(sequences(acme)).isEqualTo("1,2,3");
    }

    @Test
    void theBodyHasTheSequenceOfItsRowAndWhatPeopleWriteStaysAsItIs() {
        String written = "it says \"sequence\":\"00000000000000000007\" here";
        outbox.append(acme, aHandoff("first"), aPerson("Jo"), aHandoff(written));
        outbox.append(acme, aHandoff());

        assertThat(outbox.<Boolean>query("""
                SELECT count(*) = 4 AND bool_and(convert_from(body, 'UTF8')::jsonb ->> 'sequence'
                    = lpad(sequence::text, 20, '0')) FROM outbox WHERE account_id = ?
                """, Boolean.class, acme.value())).isTrue();
        assertThat(outbox.<String>query("""
                SELECT convert_from(body, 'UTF8')::jsonb #>> '{data,problem_summary}' FROM outbox
                WHERE account_id = ? AND sequence = 2 AND topic = 'baton.handoff.events.v1'
                """, String.class, acme.value())).isEqualTo(written);
    }

    @Test
    void whatASavepointUndoesIsNotAnnounced() {
        inTransaction(acme, status -> {
            outbox.outbox.append(acme, aHandoff());
            Object savepoint = status.createSavepoint();
            outbox.outbox.append(acme, aHandoff());
            status.rollbackToSavepoint(savepoint);
        });

        assertThat(sequences(acme)).isEqualTo("1");
    }

    @Test
    void anInnerTransactionOfItsOwnAnnouncesWhatTheOuterOneTakesBack() {
        TransactionTemplate inner = new TransactionTemplate(outbox.transaction.getTransactionManager());
        inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);

        inTransaction(acme, status -> {
            outbox.outbox.append(acme, aHandoff());
            inner.executeWithoutResult(_ -> outbox.outbox.append(acme, aHandoff()));
            status.setRollbackOnly();
        });

        assertThat(sequences(acme)).isEqualTo("1");
    }

    @Test
    void theRelayIsWokenAfterTheCommitOnly() {
        AtomicInteger woken = new AtomicInteger();
        outbox.afterCommit = () -> {
            assertThat(outbox.<Long>query("SELECT count(*) FROM outbox WHERE account_id = ?", Long.class,
                    acme.value())).isOne();
            woken.incrementAndGet();
        };

        outbox.append(acme, List.of(aHandoff()), true);
        outbox.append(acme, aHandoff());

        assertThat(woken).hasValue(1);
    }

    @Test
    void whatACallbackAnnouncesJustBeforeTheCommitIsStored() {
        inTransaction(acme, _ -> {
            outbox.outbox.append(acme, aHandoff());
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void beforeCommit(boolean readOnly) {
                    outbox.outbox.append(acme, aHandoff());
                }
            });
        });

        assertThat(sequences(acme)).isEqualTo("1,2");
    }

    @Test
    void theVersionOfAPersonIsItsSequenceAndTheTransactionCountsItsOwn() {
        outbox.append(acme, aHandoff());
        outbox.append(acme, aPerson("Jo"), aPerson("Sam"));

        outbox.append(acme, aHandoff(), aPerson("Ada"), aHandoff());

        assertThat(directoryVersions("person")).isEqualTo("1,2,3");
        assertThat(directoryVersions("handoff")).isEqualTo("0,3,3");
    }

    @Test
    void aVersionOfManyDigitsLeavesTheRestOfTheBodyAsItIs() {
        outbox.execute("INSERT INTO event_stream (account_id, topic, last_seq) VALUES (?, ?, 1234567)", acme.value(),
                Topics.DIRECTORY_USERS);

        outbox.append(acme, aHandoff("\"directory_version\":5 \u00e4\u00f6\u00fc"));

        assertThat(directoryVersions("handoff")).isEqualTo("1234567");
        assertThat(sequences(acme)).isEqualTo("1");
        assertThat(outbox.query("SELECT convert_from(body, 'UTF8')::jsonb #>> '{data,problem_summary}' FROM outbox "
                + "WHERE account_id = ?", String.class, acme.value()))
                .isEqualTo("\"directory_version\":5 \u00e4\u00f6\u00fc");
    }

    @Test
    void anEventLeavesRoomForTheLongestVersion() {
        int withoutText = new EventCodec().encode(SampleEvents.envelope(acme, 1, 1)).length
                - aHandoff().card().problemSummary().length();
        int zero = 1;
        int room = Outbox.MAX_BYTES - Long.toString(Long.MAX_VALUE).length() + zero - withoutText;

        outbox.append(acme, aHandoff("x".repeat(room)));
        assertThatThrownBy(() -> outbox.append(acme, aHandoff("x".repeat(room + 1))))
                .isInstanceOf(EventTooLarge.class);

        assertThat(sequences(acme)).isEqualTo("1");
    }

    private String directoryVersions(String of) {
        return outbox.query("""
                SELECT string_agg(convert_from(body, 'UTF8')::jsonb #>> '{data,directory_version}', ',' ORDER BY id)
                FROM outbox WHERE account_id = ? AND starts_with(event_type, ?) = (? = 'handoff')
                """, String.class, acme.value(), "handoff", of);
    }

    @Test
    void anEventAboveTheLimitRollsItsTransactionBack() {
        assertThatThrownBy(() -> outbox.append(acme, aHandoff("long ".repeat(14_000))))
                .isInstanceOf(EventTooLarge.class);

        outbox.append(acme, aHandoff("long ".repeat(12_000)));
        assertThat(sequences(acme)).isEqualTo("1");
    }

    @Test
    void anEventOfAnotherAccountIsRefusedByTheDatabase() {
        AccountId globex = anAccount();

        assertThatThrownBy(() -> inTransaction(acme, _ -> outbox.outbox.append(globex, aHandoff())))
                .hasStackTraceContaining("row-level security");

        assertThat(sequences(globex)).isEmpty();
    }

    @Test
    void anEventNeedsATransactionThatCanWriteIt() {
        assertThatIllegalStateException().isThrownBy(() -> outbox.outbox.append(acme, aHandoff()));

        TransactionTemplate reading = new TransactionTemplate(outbox.transaction.getTransactionManager());
        reading.setReadOnly(true);
        assertThatIllegalStateException().isThrownBy(() -> Tenant.run(acme,
                () -> reading.executeWithoutResult(_ -> outbox.outbox.append(acme, aHandoff()))));

        TransactionTemplate serializable = new TransactionTemplate(outbox.transaction.getTransactionManager());
        serializable.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);
        assertThatIllegalStateException().isThrownBy(() -> Tenant.run(acme,
                () -> serializable.executeWithoutResult(_ -> outbox.outbox.append(acme, aHandoff()))));
    }

    @Test
    void theServiceCanNeitherReadTheOutboxNorRaiseAnEpoch() {
        for (String forbidden : List.of("SELECT count(*) FROM outbox", "DELETE FROM outbox",
                "SELECT count(*) FROM outbox_parked", "UPDATE event_stream SET epoch = 9")) {
            assertThatThrownBy(() -> inTransaction(acme, _ -> outbox.jdbc.sql(forbidden).query().listOfRows()))
                    .hasStackTraceContaining("permission denied");
        }
    }

    private void inTransaction(AccountId account, Consumer<TransactionStatus> work) {
        Tenant.run(account, () -> outbox.transaction.executeWithoutResult(work));
    }

    private String sequences(AccountId account) {
        return outbox.query("SELECT coalesce(string_agg(sequence::text, ',' ORDER BY id), '') FROM outbox"
                + " WHERE account_id = ?", String.class, account.value());
    }
}
