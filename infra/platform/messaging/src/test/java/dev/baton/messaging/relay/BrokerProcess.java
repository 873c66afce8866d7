package dev.baton.messaging.relay;

import dev.baton.events.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;
import org.springframework.util.FileSystemUtils;

/** A broker in a process of its own, with its data on disk, so that it can be killed and come back. */
final class BrokerProcess {
    private static final String SETTINGS = """
            process.roles=broker,controller
            node.id=1
            controller.quorum.voters=1@127.0.0.1:%2$d
            listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
            advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
            controller.listener.names=CONTROLLER
            log.dirs=%3$s
            auto.create.topics.enable=false
            offsets.topic.replication.factor=1
            transaction.state.log.replication.factor=1
            transaction.state.log.min.isr=1
            share.coordinator.state.topic.replication.factor=1
            share.coordinator.state.topic.min.isr=1
            broker.session.timeout.ms=3000
            broker.heartbeat.interval.ms=500
            log.cleaner.dedupe.buffer.size=2097152
            """;

    private static final class Shared {
        static final BrokerProcess BROKER = new BrokerProcess();
    }

    private final Path settings;
    private final int port;
    private Process process;

    private BrokerProcess() {
        try {
            int[] ports = freePorts();
            Path folder = Files.createTempDirectory("broker");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(folder.toFile())));
            port = ports[0];
            settings = Files.writeString(folder.resolve("server.properties"),
                    SETTINGS.formatted(port, ports[1], folder.resolve("log")));
            start();
            createTopic(Topics.HANDOFF_EVENTS, 4, Map.of());
            createTopic(Topics.DIRECTORY_USERS, 4, Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One for all tests of this package: nobody consumes here, so they may put on its topics what they like. */
    static BrokerProcess shared() {
        return Shared.BROKER;
    }

    /** Entry of the process. */
    public static void main(String[] arguments) throws Exception {
        JavaProcess.endWithParent();
        int status = kafka.tools.StorageTool.execute(new String[]{"format", "--ignore-formatted", "--cluster-id",
                "4L6g3nShT-eMCtK--X86sw", "--config", arguments[0]}, System.out);
        if (status != 0) {
            System.exit(status);
        }
        kafka.Kafka.main(arguments);
    }

    void start() throws IOException {
        process = JavaProcess.start(BrokerProcess.class, List.of(settings.toString()));
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
                return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
            }
        });
    }

    void createTopic(String name, int partitions, Map<String, String> config) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
                admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(config)))
                        .all()
                        .get(10, TimeUnit.SECONDS);
                return true;
            }
        });
    }

    String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    private static int[] freePorts() throws IOException {
        try (ServerSocket one = new ServerSocket(0); ServerSocket two = new ServerSocket(0)) {
            return new int[]{one.getLocalPort(), two.getLocalPort()};
        }
    }
}
