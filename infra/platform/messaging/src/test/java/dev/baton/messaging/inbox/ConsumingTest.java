package dev.baton.messaging.inbox;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.events.AccountId;
import dev.baton.events.Topics;
import dev.baton.messaging.sample.Effects;
import dev.baton.messaging.sample.SampleApplication;
import dev.baton.platform.tenancy.Tenant;
import dev.baton.testing.PlatformTest;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The sample service on real engines; all tests share one context and keep apart by their accounts. */
@SpringBootTest(classes = SampleApplication.class, properties = {"baton.messaging.outbox.enabled=true",
        "spring.datasource.hikari.connection-timeout=500", "baton.messaging.inbox.look=1s"})
@PlatformTest(database = "messaging")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ConsumingTest {
    @Autowired
    Effects effects;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    PlatformTransactionManager transactions;
    @Autowired
    MeterRegistry meters;

    final RawTopic topic = new RawTopic(Topics.HANDOFF_EVENTS);

    @AfterAll
    void close() {
        topic.close();
    }

    final void awaitEffects(AccountId account, Long... expected) {
        await().atMost(ofSeconds(15)).untilAsserted(() -> assertThat(sequences(account)).containsExactly(expected));
    }

    final void awaitEffects(AccountId account, long... expected) {
        awaitEffects(account, Arrays.stream(expected).boxed().toArray(Long[]::new));
    }

    final List<Long> sequences(AccountId account) {
        return inTransactionOf(account, effects::sequences);
    }

    final List<Long> holes(AccountId account) {
        return inTransactionOf(account,
                () -> jdbc.sql("SELECT seq FROM inbox_hole ORDER BY seq").query(Long.class).list());
    }

    final List<Long> inTransactionOf(AccountId account, Supplier<List<Long>> query) {
        return Tenant.<List<Long>, RuntimeException>call(account,
                () -> new TransactionTemplate(transactions).execute(_ -> query.get()));
    }

    final double counted(String name, String... tags) {
        return meters.get(name)
                .tag("topic", Topics.HANDOFF_EVENTS)
                .tags(tags)
                .counters()
                .stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
