package dev.baton.handoff.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.events.AccountId;
import dev.baton.events.Decoded;
import dev.baton.events.EventCodec;
import dev.baton.events.HandoffCreated;
import dev.baton.events.Topics;
import dev.baton.handoff.testing.Api;
import dev.baton.handoff.testing.Desks;
import dev.baton.handoff.testing.HandoffTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.core.retry.RetryException;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** The demo data as it is shipped, through the use cases that people use. */
@HandoffTest
@TestPropertySource(properties = {"baton.demo.data=../infra/platform/launcher/src/main/resources/demo",
        "spring.main.allow-bean-definition-overriding=true"})
class DemoSeedTest {
    private static final AccountId ACME = AccountId.of("019bb16f-0025-72f0-a3e6-36558d5ebe8b");

    @Autowired
    private KafkaConnectionDetails kafka;

    @Autowired
    private Desks desks;

    @Autowired
    private DemoSeed seed;

    @Autowired
    private DataSource dataSource;

    @Test
    void bothAccountsHaveAPastAQueueAndPeopleWhoCanSignIn() {
        for (String account : new String[]{"acme", "globex"}) {
            String token = signIn("senior@" + account + ".example").ok().get("access_token").asString();

            JsonNode queue = desks.withToken(token).get("/ai-sessions/escalation-queue").ok().get("items");
            assertThat(queue).hasSize(3);
            assertThat(queue.findValuesAsString("assessment_state")).containsOnly("ready");
            assertThat(desks.withToken(token).get("/ai-sessions").ok().get("items")).isNotEmpty();
        }
        signIn("former@acme.example").problem(401, "invalid-credentials");
    }

    @Test
    void aSecondSeedingChangesNothing() throws Exception {
        String token = signIn("junior@acme.example").ok().get("access_token").asString();
        JsonNode before = desks.withToken(token).get("/ai-sessions?limit=200").ok();

        seed.run(new DefaultApplicationArguments());

        assertThat(desks.withToken(token).get("/ai-sessions?limit=200").ok()).isEqualTo(before);
    }

    @Test
    void aConnectionThatBreaksMeanwhileDoesNotEndTheStart() throws Exception {
        CompletableFuture<Void> seeding;
        try (Connection other = dataSource.getConnection(); Statement statement = other.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(hashtext('baton demo data'))");
            seeding = CompletableFuture.runAsync(this::seed);
            await().until(() -> ended(statement, "pg_terminate_backend(pid)") == 1);
            await().until(() -> ended(statement, "true") == 1);
            statement.execute("SELECT pg_advisory_unlock_all()");
        }

        assertThat(seeding).succeedsWithin(Duration.ofSeconds(30));
    }

    /** How many connections wait for the lock of the demo data, each told to end by what is asked of it. */
    private static int ended(Statement statement, String asked) throws SQLException {
        try (ResultSet waiting = statement.executeQuery("SELECT count(" + asked
                + ") FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")) {
            waiting.next();
            return waiting.getInt(1);
        }
    }

    private void seed() {
        try {
            seed.run(new DefaultApplicationArguments());
        } catch (RetryException e) {
            throw new CompletionException(e);
        }
    }

    /** By their time notification-service knows that they are too old to mail anybody about. */
    @Test
    void eventsOfThePastBearTheTimeAtWhichTheyHappened() {
        List<Instant> escalated = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", String.join(",", kafka.getBootstrapServers())), new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.HANDOFF_EVENTS)
                    .stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().until(() -> {
                consumer.poll(Duration.ofMillis(500)).forEach(event -> escalated(event.value(), escalated));
                return escalated.size() >= 3;
            });
        }

        assertThat(escalated).allMatch(time -> time.isBefore(Instant.now().minus(Duration.ofHours(4))));
    }

    private static void escalated(byte[] body, List<Instant> times) {
        if (new EventCodec().decode(body, 1) instanceof Decoded.Known known
                && known.envelope().event() instanceof HandoffCreated
                && known.envelope().accountId().equals(ACME)) {
            times.add(known.envelope().time());
        }
    }

    private Api.Answer signIn(String email) {
        return desks.withToken(null).post("/auth/token", Map.of("email", email, "password", "baton-demo"));
    }
}
