package dev.baton.gateway.subscription.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.gateway.RunningGateway;
import dev.baton.gateway.feed.AccountLogs;
import dev.baton.gateway.past.PastEvents;
import dev.baton.gateway.subscription.Admissions;
import dev.baton.gateway.subscription.Seats;
import dev.baton.gateway.subscription.StreamMetrics;
import dev.baton.gateway.subscription.StreamProperties;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Clock;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

/** Who says nothing is cut in the end, and until then only who says nothing is kept in memory for it. */
class HeadTimeoutTest {
    private static final long NOTHING_WAITS = -1;

    private final RunningGateway gateway = RunningGateway.first();
    private final StreamProperties properties = gateway.context().getBean(StreamProperties.class);
    // Its tasks are not those of the connection.
    private final EmbeddedChannel elsewhere = new EmbeddedChannel();
    private final EmbeddedChannel channel = new EmbeddedChannel(handler());

    private StreamRequestHandler handler() {
        StreamServices services = new StreamServices(gateway.context().getBean(AccountLogs.class),
                gateway.context().getBean(PastEvents.class), Mockito.mock(Admissions.class),
                gateway.context().getBean(Seats.class), properties, gateway.context().getBean(StreamMetrics.class),
                new ControlBlocks(properties, new Random(1)), new StreamCookie(true), Clock.systemUTC());
        return new StreamRequestHandler(services, new StreamLoop(elsewhere.eventLoop(), services));
    }

    @Test
    void whoSaysNothingIsCut() {
        assertThat(channel.runScheduledPendingTasks()).isPositive();

        channel.advanceTimeBy(properties.headTimeout().toMillis() + 1, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void whoHasGoneIsNotKept() {
        // Not by its own close(), which would forget all that waits.
        channel.pipeline().fireChannelInactive();

        assertThat(channel.runScheduledPendingTasks()).isEqualTo(NOTHING_WAITS);
    }

    @Test
    void whoHasAskedIsNotKeptForIt() {
        DefaultHttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET,
                StreamRequestHandler.PATH);
        request.headers().set("Authorization", "Bearer garbage");
        // Its token is looked at for ever.
        channel.writeInbound(request);

        assertThat(channel.runScheduledPendingTasks()).isEqualTo(NOTHING_WAITS);
    }
}
