package dev.baton.messaging.relay;

import dev.baton.database.DatabaseRole;
import dev.baton.testing.engines.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A relay in a process of its own, so that it can be killed, or kills itself at a chosen point. */
public final class RelayProcess implements AutoCloseable {
    /** Where a process halts, as by kill -9. */
    enum Halt {
        NEVER,
        BEFORE_SENDING,
        BEFORE_COMMIT
    }

    private static final int ACKNOWLEDGED = 40;

    private final Process process;

    private RelayProcess(Process process) {
        this.process = process;
    }

    static RelayProcess start(OutboxFixture outbox, String bootstrapServers, Halt halt) throws IOException {
        return new RelayProcess(JavaProcess.start(RelayProcess.class, List.of(outbox.database.url(),
                outbox.database.username(DatabaseRole.RELAY), TestDatabase.password(DatabaseRole.RELAY),
                bootstrapServers, halt.name())));
    }

    /** Entry of the process. */
    public static void main(String[] arguments) {
        DriverManagerDataSource login = new DriverManagerDataSource(arguments[0], arguments[1], arguments[2]);
        Map<String, Object> kafka = new HashMap<>(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, arguments[3]));
        switch (Halt.valueOf(arguments[4])) {
            case NEVER -> {
            }
            case BEFORE_SENDING -> kafka.put(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG,
                    List.of(HaltBeforeSending.class.getName()));
            case BEFORE_COMMIT -> kafka.put(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG,
                    List.of(HaltBeforeCommit.class.getName()));
        }
        JavaProcess.endWithParent();
        Relays.relay(login, kafka, new SimpleMeterRegistry()).start();
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    boolean awaitEnd() throws InterruptedException {
        return process.waitFor(30, TimeUnit.SECONDS);
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    @Override
    public void close() {
        kill();
    }

    /** Ends the process when rows are taken and nothing of the round is sent. */
    public static class HaltBeforeSending implements ProducerInterceptor<byte[], byte[]> {
        @Override
        public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
            Runtime.getRuntime().halt(9);
            return record;
        }

        @Override
        public void onAcknowledgement(RecordMetadata metadata, Exception error) {
            // Called on the producer's thread, before the relay learns of it.
        }

        @Override
        public void close() {}

        @Override
        public void configure(Map<String, ?> settings) {}
    }

    /** Ends the process when the broker has records whose deletion is not committed. */
    public static final class HaltBeforeCommit extends HaltBeforeSending {
        private int acknowledged;

        @Override
        public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
            return record;
        }

        @Override
        public void onAcknowledgement(RecordMetadata metadata, Exception error) {
            if (++acknowledged == ACKNOWLEDGED) {
                Runtime.getRuntime().halt(9);
            }
        }
    }
}
