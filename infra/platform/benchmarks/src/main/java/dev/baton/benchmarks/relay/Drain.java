package dev.baton.benchmarks.relay;

import dev.baton.benchmarks.Benchmark;
import dev.baton.benchmarks.Figure;
import dev.baton.benchmarks.Report;
import dev.baton.benchmarks.Run;
import dev.baton.benchmarks.platform.Stage;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.springframework.context.ConfigurableApplicationContext;

/** How fast the relay empties an outbox that has piled up, as after an outage of the broker. */
public final class Drain implements Benchmark {
    private static final double LIMIT_ROWS_PER_SECOND = 50_000;

    @Override
    public String name() {
        return "drain";
    }

    @Override
    public Report run(Run run) throws Exception {
        try (Stage stage = Stage.only(Stage.ENGINES, run, Stage.folder(run, name()))) {
            RelayNode.prepare(stage);
            PiledUp outbox = new PiledUp(run.pick(200, 7), 1000);
            drain(stage, outbox, run.pick(50_000, 100));
            int rows = run.pick(200_000, 1500);
            return report(rows, drain(stage, outbox, rows));
        }
    }

    private static Duration drain(Stage stage, PiledUp outbox, int rows) throws SQLException {
        try (Connection connection = stage.topology().databases().server().connect(RelayNode.DATABASE);
                KafkaConsumer<byte[], byte[]> broker = RawKafka.consumer(stage)) {
            outbox.fill(connection, rows);
            long before = RawKafka.records(broker);
            try (ConfigurableApplicationContext relay = RelayNode.start(stage)) {
                long begin = relay.getBean(RelayStart.class).nanos();
                PiledUp.awaitEmpty(connection);
                Duration time = Duration.ofNanos(System.nanoTime() - begin);
                long published = RawKafka.records(broker) - before;
                if (published != rows) {
                    throw new IllegalStateException(published + " of " + rows + " rows are on the broker");
                }
                return time;
            }
        }
    }

    static Report report(int rows, Duration time) {
        double seconds = time.toNanos() / 1e9;
        return new Report("drain",
                "Rows of 1,000 bytes that waited in the outbox, all accounts in turn, until one relay has "
                        + "published them and the outbox is empty; PostgreSQL and Kafka beside it.",
                List.of(
                        Figure.told("waited", rows, "rows"),
                        Figure.told("until the outbox was empty", seconds, "s"),
                        Figure.atLeast(LIMIT_ROWS_PER_SECOND, "drained", rows / seconds, "rows/s")));
    }
}
