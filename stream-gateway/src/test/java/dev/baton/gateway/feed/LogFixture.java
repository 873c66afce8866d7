package dev.baton.gateway.feed;

import dev.baton.events.AccountId;
import dev.baton.gateway.trace.FrameTraces;
import dev.baton.platform.tracing.Traces;
import dev.baton.testing.MutableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.util.unit.DataSize;

/** The logs of a topic of one partition, fed by hand. */
public final class LogFixture {
    private static final FeedProperties PROPERTIES = properties(DataSize.ofMegabytes(1));
    static final UUID TOPIC = new UUID(7, 7);

    final MutableClock clock = new MutableClock();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final FeedMetrics metrics = new FeedMetrics(registry);
    final AccountLogs logs;
    private TopicScan scan;
    private int partition;
    private long offset;

    LogFixture(long startOffset, DataSize maxSize) {
        clock.stopAt(Instant.parse("2026-03-01T10:00:00Z"));
        logs = new AccountLogs(properties(maxSize), metrics, new FrameTraces(new Traces(Tracer.NOOP)), clock);
        offset = startOffset;
        scan = scanFrom(TOPIC, startOffset);
        logs.begin(scan);
        logs.reached(scan, 0, startOffset, true);
    }

    private LogFixture() {
        logs = new AccountLogs(PROPERTIES, metrics, new FrameTraces(new Traces(Tracer.NOOP)), clock);
        scan = scanFrom(TOPIC, 0);
    }

    private static FeedProperties properties(DataSize maxSize) {
        return new FeedProperties(Duration.ofMinutes(15), maxSize, Duration.ZERO, Duration.ofSeconds(15),
                Duration.ofSeconds(5));
    }

    /** Logs for which nothing was read yet. */
    public static LogFixture empty() {
        return new LogFixture();
    }

    /** What fills them. */
    @FunctionalInterface
    public interface Reading<T> {
        T into(AccountLogs logs, FeedProperties properties, FeedMetrics metrics, Clock clock);
    }

    public <T> T reader(Reading<T> reading) {
        return reading.into(logs, PROPERTIES, metrics, clock);
    }

    public AccountLogs logs() {
        return logs;
    }

    /** One that goes to the partition when there are so many. */
    static AccountId anAccountOfPartition(int number, int partitions) {
        TopicScan scan = new TopicScan(TOPIC,
                IntStream.range(0, partitions).mapToObj(each -> new PartitionScan(each, 0)).toList());
        return Stream.generate(LogFixture::anAccount)
                .filter(account -> scan.of(account).number() == number)
                .findFirst()
                .orElseThrow();
    }

    /** Partitions are added, and read from their start. */
    void growTo(int partitions) {
        List<PartitionScan> grown = new ArrayList<>(scan.partitions());
        IntStream.range(grown.size(), partitions).forEach(number -> grown.add(new PartitionScan(number, 0)));
        scan = new TopicScan(scan.topicId(), grown);
        logs.begin(scan);
    }

    /** What follows stands there. */
    LogFixture inPartition(int number, long nextOffset) {
        partition = number;
        offset = nextOffset;
        return this;
    }

    private static TopicScan scanFrom(UUID topic, long offset) {
        return new TopicScan(topic, List.of(new PartitionScan(0, offset)));
    }

    static AccountId anAccount() {
        return new AccountId(UUID.randomUUID());
    }

    TopicScan scan() {
        return scan;
    }

    PartitionScan partition() {
        return scan.partition(0);
    }

    void recreateTopic() {
        scan = scanFrom(new UUID(8, 8), 0);
        offset = 0;
        logs.begin(scan);
    }

    /** Events with these sequences, one poll for all of them. */
    LogFixture handoffs(AccountId account, long epoch, int firstSequence, int lastSequence) {
        return records(account, "handoff_created", epoch, firstSequence, lastSequence);
    }

    LogFixture steps(AccountId account, long epoch, int firstSequence, int lastSequence) {
        return records(account, "session_step_recorded", epoch, firstSequence, lastSequence);
    }

    private LogFixture records(AccountId account, String type, long epoch, int first, int last) {
        IntStream.rangeClosed(first, last).forEach(sequence -> {
            logs.append(scan, new FeedRecord(account, type, epoch, sequence, partition, offset, clock.millis(),
                    null, ByteBuffer.wrap(("{\"sequence\":" + sequence + "}").getBytes(StandardCharsets.UTF_8))));
            offset++;
        });
        return polled();
    }

    /** A poll that brought nothing, or the end of one. */
    LogFixture polled() {
        logs.reached(scan, partition, offset, true);
        logs.publish();
        return this;
    }

    Cursor cursor(long epoch, long sequence, long atOffset) {
        return new Cursor(scan.topicId(), 0, epoch, sequence, atOffset);
    }

    Place locate(AccountId account, Cursor cursor) {
        return logs.open(account).locate(cursor, scan.topicId(), scan.of(account));
    }

    /** What a reader gets from a position on: sequences, and reasons of resyncs. */
    List<String> read(AccountId account, long position) {
        List<String> read = new ArrayList<>();
        logs.open(account).read(position, Integer.MAX_VALUE, (bytes, timestamp) -> {
            String text = bytes.toString(StandardCharsets.UTF_8);
            read.add(text.contains("resync")
                    ? text.replaceAll("(?s).*\"reason\":\"(\\w+)\".*", "$1")
                    : text.replaceAll("(?s).*\"sequence\":(\\d+).*", "$1"));
            bytes.release();
        });
        return read;
    }

    /** Frames are outside the heap: what is not given back is lost. */
    void close() {
        logs.close();
    }

    double count(String metric, String... tags) {
        return registry.get(metric).tags(tags).counter().count();
    }
}
