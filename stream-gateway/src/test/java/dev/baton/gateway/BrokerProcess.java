package dev.baton.gateway;

import dev.baton.events.Topics;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A broker as a process of its own, so that it can be killed and come back with its data under the same address. */
public final class BrokerProcess implements AutoCloseable {
    private final Path folder;
    private final int port;
    private Process process;

    private BrokerProcess(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    public static BrokerProcess start(Path folder) throws Exception {
        BrokerProcess broker = new BrokerProcess(folder, freePort());
        Files.writeString(folder.resolve("server.properties"), broker.settings(freePort()));
        StorageTool.execute(new String[]{"format", "--ignore-formatted", "--cluster-id", "5L6g3nShT-eMCtK--X86sw",
                "--config", folder.resolve("server.properties").toString()}, new PrintStream(
                        PrintStream.nullOutputStream()));
        broker.start();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
            admin.createTopics(Stream.of(Topics.HANDOFF_EVENTS, Topics.DIRECTORY_USERS)
                    .map(topic -> new NewTopic(topic, 3, (short) 1))
                    .toList()).all().get(60, TimeUnit.SECONDS);
        }
        return broker;
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    public void start() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        process = new ProcessBuilder(List.of(java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m", "-cp",
                classPath(), "kafka.Kafka", folder.resolve("server.properties").toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("broker.log").toFile())
                .start();
    }

    /** As {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    private static String classPath() {
        return Stream.of(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .split(":", -1)).filter(entry -> entry.endsWith(".jar")).collect(Collectors.joining(":"));
    }

    private String settings(int controllerPort) {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                controller.listener.names=CONTROLLER
                log.dirs=%3$s
                offsets.topic.replication.factor=1
                auto.create.topics.enable=false
                broker.session.timeout.ms=3000
                broker.heartbeat.interval.ms=500
                """.formatted(port, controllerPort, folder.resolve("data"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
