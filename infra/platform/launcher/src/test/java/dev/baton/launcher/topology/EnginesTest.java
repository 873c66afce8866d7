package dev.baton.launcher.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.database.DatabaseRole;
import dev.baton.database.ServiceDatabase;
import dev.baton.events.Topics;
import dev.baton.launcher.engine.PostgresServer;
import dev.baton.launcher.supervision.ProcessIdentity;
import dev.baton.launcher.supervision.ProcessSpec;
import dev.baton.launcher.supervision.RunFolder;
import dev.baton.launcher.supervision.RunRecord;
import dev.baton.launcher.supervision.Supervisor;
import dev.baton.launcher.supervision.Watcher;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL and Kafka as the launcher runs them: killed, started again, nothing lost. */
class EnginesTest {
    private static final Path PROJECT = Path.of("../../..").toAbsolutePath().normalize();
    private static final byte[] VALUE = "kept".getBytes(StandardCharsets.UTF_8);

    @TempDir
    static Path folder;

    private static Topology topology;
    private static RunFolder runs;
    private static Supervisor supervisor;

    @BeforeAll
    static void start() throws Exception {
        DataFolder data = new DataFolder(folder.toRealPath());
        data.prepare();
        runs = new RunFolder(data.run());
        supervisor = new Supervisor(runs, data.logs(), new Quiet(), Clock.systemUTC());
        topology = new Topology(PROJECT, data, new Ports(ThreadLocalRandom.current().nextInt(20_000, 30_000)),
                Variation.NONE,
                Secrets.in(data));
        List<CompletableFuture<Void>> started = topology.engines().stream().map(supervisor::start).toList();
        CompletableFuture.allOf(started.toArray(CompletableFuture<?>[]::new)).get(60, TimeUnit.SECONDS);
        topology.databases().create();
        topology.topics().create();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        supervisor.stopAll(Duration.ofSeconds(20));
        assertThat(runs.all()).isEmpty();
    }

    @Test
    void whatPostgresCommittedSurvivesItsKill() throws Exception {
        try (Connection superuser = superuser(); Statement statement = superuser.createStatement()) {
            statement.execute("CREATE TABLE kept (value text)");
            statement.execute("INSERT INTO kept VALUES ('kept')");
        }

        killAndAwaitRestart("postgres");

        try (Connection superuser = superuser();
                Statement statement = superuser.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT value, current_setting('fsync') || current_setting('synchronous_commit') FROM kept
                        """)) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("kept");
            assertThat(rows.getString(2)).isEqualTo("onon");
        }
    }

    @Test
    void theDatabasesAreMadeThoughPostgresIsKilledUnderneath() throws Exception {
        ProcessHandle postgres = run("postgres").process().find().orElseThrow();
        postgres.destroyForcibly();
        postgres.onExit().join();

        supervisor.prepare("databases", topology.databases()::create).get(60, TimeUnit.SECONDS);

        try (Connection app = connect("handoff", DatabaseRole.APP.nameIn("handoff"))) {
            assertThat(app.isValid(1)).isTrue();
        }
    }

    @Test
    void everyServiceCanSignInToItsDatabase() throws Exception {
        for (ServiceDatabase database : ServiceDatabase.all()) {
            String user = DatabaseRole.APP.nameIn(database.name());
            try (Connection app = connect(database.name(), user);
                    Statement statement = app.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT current_user")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo(user);
            }
        }
    }

    @Test
    void whatKafkaAcknowledgedSurvivesItsKill() throws Exception {
        TopicPartition partition = new TopicPartition(Topics.HANDOFF_EVENTS, 7);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(client(), new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(partition.topic(), partition.partition(), VALUE, VALUE)).get();
        }

        killAndAwaitRestart("kafka");

        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(client(), new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () -> assertThat(consumer.poll(Duration.ofSeconds(1))).singleElement()
                                    .satisfies(record -> assertThat(record.value()).isEqualTo(VALUE)));
        }
    }

    @Test
    void topicsAreMadeAsListedAndMakingThemAgainChangesNothing() throws Exception {
        topology.topics().create();

        try (Admin admin = Admin.create(client())) {
            assertThat(admin.describeTopics(List.of(Topics.HANDOFF_EVENTS))
                    .allTopicNames()
                    .get()
                    .get(Topics.HANDOFF_EVENTS)
                    .partitions()).hasSize(48);
        }
    }

    @Test
    void aServerWithOtherDataOnThePortIsNotTakenForOurs() {
        PostgresServer other = new PostgresServer(folder, topology.data().mail(), topology.ports().postgres(),
                () -> topology.secrets().of("postgres"), "128MB", "baton.data=other");

        assertThat(other.isReady()).isFalse();
    }

    private static void killAndAwaitRestart(String name) {
        RunRecord before = run(name);
        before.process().find().orElseThrow().destroyForcibly();
        ProcessSpec spec = topology.engines()
                .stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(run(name).process()).isNotEqualTo(before.process())
                    .extracting(ProcessIdentity::find)
                    .satisfies(process -> assertThat(process).isNotNull());
            assertThat(spec.probe().isReady()).isTrue();
        });
    }

    private static RunRecord run(String name) {
        return runs.all().stream().filter(run -> run.name().equals(name)).findFirst().orElseThrow();
    }

    private static Map<String, Object> client() {
        return Map.of("bootstrap.servers", "127.0.0.1:" + topology.ports().kafka());
    }

    private static Connection superuser() throws SQLException {
        return connect("postgres", "postgres");
    }

    private static Connection connect(String database, String user) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + topology.ports().postgres() + "/" + database, user,
                topology.secrets().of(user));
    }

    private static final class Quiet implements Watcher {
        @Override
        public void starting(String name) {}

        @Override
        public void ready(String name, Duration took) {}

        @Override
        public void died(String name, String end, Duration startsAgainIn) {}
    }
}
