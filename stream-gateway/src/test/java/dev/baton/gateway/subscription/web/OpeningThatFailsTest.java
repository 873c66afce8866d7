package dev.baton.gateway.subscription.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.baton.events.UserId;
import dev.baton.gateway.AccountEvents;
import dev.baton.gateway.RunningGateway;
import dev.baton.gateway.feed.AccountLogs;
import dev.baton.gateway.feed.Cursor;
import dev.baton.gateway.past.Missed;
import dev.baton.gateway.subscription.Admissions;
import dev.baton.gateway.subscription.Seats;
import dev.baton.gateway.subscription.StreamMetrics;
import dev.baton.gateway.subscription.StreamProperties;
import dev.baton.gateway.subscription.Subscriber;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Memory runs out while a stream is opened: it ends, so that its client comes again, and leaves nothing behind. */
class OpeningThatFailsTest {
    private static final Duration STEP = Duration.ofMillis(20);
    private static RunningGateway gateway;

    private final AccountEvents events = new AccountEvents();
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final List<Missed> asked = new ArrayList<>();
    private boolean failing;

    private final class FailingClock extends Clock {
        @Override
        public Instant instant() {
            if (failing) {
                throw new OutOfMemoryError("of the test");
            }
            return Clock.systemUTC().instant();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    // Eight long events are all that it has in memory.
    @BeforeAll
    static void start() {
        gateway = RunningGateway.start(Map.of("baton.gateway.feed.max-size", "70KB")).awaitCaughtUp();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @AfterEach
    void close() {
        failing = false;
        channel.close();
    }

    private static AccountLogs logs() {
        return gateway.context().getBean(AccountLogs.class);
    }

    private void open(long sequence, long offset) {
        Cursor cursor = new Cursor(Objects.requireNonNull(logs().topic()).topicId(), events.partition(),
                sequence == 0 ? 0 : 1, sequence, offset);
        StreamProperties properties = gateway.context().getBean(StreamProperties.class);
        StreamServices services = new StreamServices(logs(), asked::add, gateway.context().getBean(Admissions.class),
                gateway.context().getBean(Seats.class), properties, gateway.context().getBean(StreamMetrics.class),
                new ControlBlocks(properties, new Random(1)), new StreamCookie(true), new FailingClock());
        StreamConnection stream = new StreamConnection(channel, new StreamLoop(channel.eventLoop(), services), services,
                new Subscriber(events.account(), new UserId(UUID.randomUUID()),
                        Instant.now().plusSeconds(600).toEpochMilli()));
        channel.pipeline().addLast(stream);
        new StreamOpening(stream, services, Optional.of(cursor.encode(events.account()))).begin();
        assertThat(channel.isActive()).isTrue();
    }

    private void openWithWhatIsOlderThanMemory() {
        long offset = events.create("the first");
        for (int i = 0; i < 20; i++) {
            events.create("x".repeat(8_000));
        }
        awaitRead(offset + 20);
        open(0, offset + 1);
        assertThat(asked).hasSize(1);
    }

    private void awaitRead(long offset) {
        await().until(() -> Objects.requireNonNull(logs().topic()).of(events.account()).next() > offset);
    }

    private void letTimePass() {
        for (int steps = 0; steps < 1_000 && channel.isOpen(); steps++) {
            channel.advanceTimeBy(STEP.toMillis(), TimeUnit.MILLISECONDS);
            channel.runScheduledPendingTasks();
        }
    }

    @Test
    void aStreamThatCannotBeToldItsPastEndsAndGivesItBack() {
        openWithWhatIsOlderThanMemory();
        ByteBuf block = Unpooled.buffer(10).writeZero(10);
        asked.getFirst().add(block, 0);
        assertThat(block.refCnt()).isEqualTo(2);
        asked.getFirst().reached(asked.getFirst().from().offset() + asked.getFirst().records());

        failing = true;
        assertThatThrownBy(channel::runPendingTasks).isInstanceOf(OutOfMemoryError.class);

        assertThat(channel.isOpen()).isFalse();
        assertThat(block.refCnt()).isEqualTo(1);
    }

    @Test
    void aStreamThatCannotBeToldThatItsPastDoesNotComeEnds() {
        openWithWhatIsOlderThanMemory();

        failing = true;
        letTimePass();

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aStreamThatWaitsForTheFeedAndFailsThenEnds() {
        awaitRead(events.create("the first"));
        open(1_000, 0);
        channel.runPendingTasks();
        assertThat(channel.isOpen()).isTrue();

        failing = true;
        letTimePass();

        assertThat(channel.isOpen()).isFalse();
    }
}
