package dev.baton.benchmarks.relay;

import dev.baton.benchmarks.Benchmark;
import dev.baton.benchmarks.Figure;
import dev.baton.benchmarks.Report;
import dev.baton.benchmarks.Run;
import dev.baton.benchmarks.load.Latencies;
import dev.baton.benchmarks.load.Pace;
import dev.baton.benchmarks.platform.Stage;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.springframework.context.ConfigurableApplicationContext;

/** How much later an event is readable than if the service had sent it to Kafka itself, without a transaction. */
public final class CommitToKafka implements Benchmark {
    private static final int RATE = 100;
    private static final int ACCOUNTS = 200;
    private static final double P50_LIMIT_MILLIS = 2;
    private static final double P99_LIMIT_RATIO = 3;

    @Override
    public String name() {
        return "relay";
    }

    @Override
    public Report run(Run run) throws Exception {
        int warmUp = count(run.pick(Duration.ofSeconds(10), Duration.ofSeconds(1)));
        int all = warmUp + count(run.pick(Duration.ofSeconds(20), Duration.ofSeconds(1)));
        try (Stage stage = Stage.only(Stage.ENGINES, run, Stage.folder(run, name()));
                ConfigurableApplicationContext relay = RelayNode.start(stage);
                KafkaConsumer<byte[], byte[]> consumer = RawKafka.consumer(stage);
                KafkaProducer<byte[], byte[]> producer = RawKafka.producer(stage)) {
            TwoWays ways = new TwoWays(ACCOUNTS, all, relay, producer);
            Arrivals arrivals = new Arrivals(consumer, all);
            Thread reader = Thread.ofPlatform().name("reader").start(arrivals);
            inTurns(all, ways);
            arrivals.await(reader);
            Latencies committed = new Latencies();
            Latencies raw = new Latencies();
            for (int i = warmUp; i < all; i++) {
                committed.record(arrivals.committed(i) - ways.committed(i));
                raw.record(arrivals.raw(i) - ways.sent(i));
            }
            return report(committed, raw);
        }
    }

    /** Each kind in the middle between two of the other. */
    private static void inTurns(int all, TwoWays ways) {
        Pace pace = new Pace(RATE);
        for (int i = 0; i < all; i++) {
            pace.await(i);
            ways.commit(i);
            pace.await(i + 0.5);
            ways.send(i);
        }
    }

    static Report report(Latencies committed, Latencies raw) {
        return new Report("relay", RATE + " events a second over " + ACCOUNTS
                + " accounts, each in its own transaction: from "
                + "the return of COMMIT to the record in a consumer (fetch.min.bytes=1). Raw: from the call of send() of an "
                + "idempotent producer (acks=all, linger.ms=0) to the same consumer, the same bodies, in turns with the "
                + "transactions.",
                List.of(
                        Figure.told("read", (double) committed.count(), "events"),
                        Figure.told("raw p50", raw.percentile(50), "ms"),
                        Figure.told("raw p99", raw.percentile(99), "ms"),
                        Figure.told("p50", committed.percentile(50), "ms"),
                        Figure.told("p99", committed.percentile(99), "ms"),
                        Figure.atMost(P50_LIMIT_MILLIS, "p50 above raw p50",
                                committed.percentile(50) - raw.percentile(50), "ms"),
                        Figure.atMost(P99_LIMIT_RATIO, "p99 / raw p99",
                                committed.percentile(99) / raw.percentile(99), "times")));
    }

    private static int count(Duration time) {
        return (int) (RATE * time.toSeconds());
    }
}
