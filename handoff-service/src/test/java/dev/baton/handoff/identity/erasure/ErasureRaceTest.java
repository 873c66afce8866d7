package dev.baton.handoff.identity.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;

import dev.baton.events.HandoffId;
import dev.baton.events.Priority;
import dev.baton.events.SessionId;
import dev.baton.handoff.assessment.Assessor;
import dev.baton.handoff.lifecycle.Handoffs;
import dev.baton.handoff.lifecycle.Intent;
import dev.baton.handoff.lifecycle.NewHandoff;
import dev.baton.handoff.overdue.OverdueHandoffs;
import dev.baton.handoff.testing.AtADesk;
import dev.baton.handoff.testing.Desks;
import dev.baton.platform.security.Actor;
import dev.baton.platform.tenancy.NameLock;
import dev.baton.platform.tenancy.Tenant;
import dev.baton.testing.AccountTables;
import dev.baton.testing.Waiting;
import dev.baton.testing.engines.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;
import org.springframework.transaction.support.TransactionOperations;

/** E8, when the name of who is erased is just being written down: by whoever goes on with what they began. */
class ErasureRaceTest extends AtADesk {
    private static final Duration UNTIL_NOTHING_WRITES = Duration.ofMinutes(17);
    private static final String NAME = "Jo Park";
    /** A job of the service begins within a second, on a machine with nothing else to do. */
    private static final Duration LONG = Duration.ofSeconds(30);

    @MockitoSpyBean
    private Assessor assessor;
    @Autowired
    private Erasure erasure;
    @Autowired
    private NameLock names;
    @Autowired
    private Handoffs handoffs;
    @Autowired
    private OverdueHandoffs overdue;
    @Autowired
    private TransactionOperations transaction;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private TestDatabase database;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private Desks.Escalated claimed;

    @BeforeEach
    void theSeniorGoesOnWithWhatTheJuniorBegan() {
        claimed = desks.escalated(desk.junior());
        awaitAssessment(claimed.handoff());
        desks.as(desk.senior()).post(claimed.claim()).ok();
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void anAssessmentThatBeganBeforeBringsNoNameBack() throws Exception {
        CountDownLatch thought = new CountDownLatch(1);
        String next = handedOnForSlowAssessment(thought);
        leave();

        delete();
        thought.countDown();

        awaitAssessment(next);
        assertNobodyKnowsTheName();
    }

    @Test
    void anAssessmentThatIsStoredMeanwhileBringsNoNameBack() throws Exception {
        CountDownLatch thought = new CountDownLatch(1);
        String next = handedOnForSlowAssessment(thought);
        leave();

        whileTheyAreErased(thought::countDown, () -> isAssessed(next));

        awaitAssessment(next);
        assertNobodyKnowsTheName();
    }

    @Test
    void whatIsHandedOnMeanwhileHasNoName() throws Exception {
        leave();

        whileTheyAreErased(this::handOn);

        assertNobodyKnowsTheName();
    }

    @Test
    void whatIsGivenBackMeanwhileHasNoName() throws Exception {
        leave();

        whileTheyAreErased(() -> desks.as(desk.senior())
                .post(claimed.claim().replace("/claim", "/return"), Map.of("reason", "Not mine"))
                .created());

        assertNobodyKnowsTheName();
    }

    @Test
    void whatTheyClaimMeanwhileWithATokenThatIsStillGoodHasNoName() throws Exception {
        Desks.Escalated another = desks.escalated(desk.senior2());
        leave();

        whileTheyAreErased(() -> desks.as(desk.junior()).post(another.claim()).ok());

        assertThat(desks.as(desk.senior2()).get("/notices").ok().at("/items/0/title").asString())
                .isEqualTo(Erasure.NAME + " picked up: Outlook is failing to sync email");
        assertNobodyKnowsTheName();
    }

    @Test
    void whatGoesBackByItselfMeanwhileHasNoName() throws Exception {
        leave();
        long number = deadlineTo("return");

        whileTheyAreErased(() -> {
            Tenant.run(desk.account(),
                    () -> overdue.fire(desk.account(), HandoffId.of(claimed.handoff()), number));
            return true;
        });

        assertThat(desks.as(desk.senior())
                .get("/ai-sessions/" + claimed.session() + "/handoffs")
                .ok()
                .at("/items/0/status")
                .asString()).isEqualTo("returned");
        assertNobodyKnowsTheName();
    }

    @Test
    void whatWasBeingHandedOnIsErasedToo() throws Exception {
        leave();
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Future<?> handingOn = threads.submit(() -> inTransaction(() -> {
            handoffs.handOff(desk.senior(), SessionId.of(claimed.session()),
                    new NewHandoff(Intent.ESCALATE, "r", "n", Priority.NORMAL, Optional.empty()));
            written.countDown();
            await().atMost(LONG).until(() -> goOn.getCount() == 0);
        }));
        written.await();

        Future<?> erased = threads.submit(this::delete);
        await().atMost(LONG).until(() -> erased.isDone() || Waiting.forALock(database));
        goOn.countDown();
        handingOn.get();
        erased.get();

        assertNobodyKnowsTheName();
    }

    @Test
    void whoeverWritesIsKeptWaitingForWhatWasWrittenMeanwhileOnly() throws Exception {
        leave();
        List<String> old = List.of("assessment", "handoff_context", "notice");
        assertThat(AccountTables.thatKnow(database, desk.account(), NAME)).containsAll(old);
        AtomicReference<Future<?>> erased = new AtomicReference<>();
        AtomicReference<List<String>> rows = new AtomicReference<>();

        inTransaction(() -> {
            names.lockToWrite(desk.account());
            erased.set(threads.submit(this::delete));
            await().atMost(LONG).until(() -> erased.get().isDone() || Waiting.forALock(database));
            await().untilAsserted(() -> assertThat(AccountTables.thatKnow(database, desk.account(), NAME))
                    .contains("member")
                    .doesNotContainAnyElementsOf(old));
            rows.set(versionsOf(old));
        });
        erased.get().get();

        assertThat(versionsOf(old)).isEqualTo(rows.get());
        assertNobodyKnowsTheName();
    }

    /** Does it while an erasure has changed everything and is not committed. */
    private void whileTheyAreErased(Callable<?> work) throws Exception {
        AtomicReference<Future<?>> running = new AtomicReference<>();
        whileTheyAreErased(() -> running.set(threads.submit(work)), () -> running.get().isDone());
        running.get().get();
    }

    private void whileTheyAreErased(Runnable begin, BooleanSupplier done) {
        inTransaction(() -> {
            erasure.erase(desk.owner(), desk.junior().id());
            begin.run();
            await().atMost(LONG).until(() -> done.getAsBoolean() || Waiting.forALock(database));
        });
    }

    private void leave() {
        desks.as(desk.owner()).patch(path(desk.junior()), Map.of("status", "deactivated")).ok();
        clock.advance(UNTIL_NOTHING_WRITES);
    }

    private void delete() {
        assertThat(desks.as(desk.owner()).send("DELETE", path(desk.junior()), null, Map.of()).status())
                .isEqualTo(204);
    }

    /** The assessor has made up its mind, with what it knew before, and says so when it may. */
    private String handedOnForSlowAssessment(CountDownLatch thought) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        doAnswer(call -> {
            Object result = call.callRealMethod();
            begun.countDown();
            thought.await();
            return result;
        }).when(assessor).assess(any());
        String next = handOn().handoff();
        begun.await();
        return next;
    }

    private Desks.Escalated handOn() {
        return desks.handedOn(desk.senior(), claimed.session());
    }

    /** Its number is one that no job has, so that only the test fires it. */
    private long deadlineTo(String stage) {
        return Tenant.<Long, RuntimeException>call(desk.account(), () -> transaction.execute(_ -> jdbc.sql("""
                UPDATE handoff_deadline SET number = number + 100, stage = :stage WHERE handoff_id = :id
                RETURNING number
                """)
                .param("stage", stage)
                .param("id", HandoffId.of(claimed.handoff()).value())
                .query(Long.class)
                .single()));
    }

    /** The rows of the account, each as it was written last. */
    private List<String> versionsOf(List<String> tables) {
        return Tenant.<List<String>, RuntimeException>call(desk.account(),
                () -> transaction.execute(_ -> tables.stream()
                        .flatMap(table -> jdbc.sql("SELECT ctid::text FROM " + table + " ORDER BY ctid")
                                .query(String.class)
                                .list()
                                .stream()
                                .map(version -> table + version))
                        .toList()));
    }

    private void inTransaction(Runnable work) {
        Tenant.run(desk.account(), () -> transaction.executeWithoutResult(_ -> work.run()));
    }

    private void awaitAssessment(String handoff) {
        await().atMost(LONG).until(() -> isAssessed(handoff));
    }

    private boolean isAssessed(String handoff) {
        return desks.as(desk.senior())
                .get("/ai-sessions/" + claimed.session() + "/handoffs")
                .ok()
                .get("items")
                .valueStream()
                .anyMatch(each -> each.get("id").asString().equals(handoff)
                        && each.get("assessment_state").asString().equals("ready"));
    }

    private void assertNobodyKnowsTheName() throws SQLException {
        assertThat(AccountTables.thatKnow(database, desk.account(), NAME)).isEmpty();
    }

    private static String path(Actor who) {
        return "/members/" + who.id();
    }
}
