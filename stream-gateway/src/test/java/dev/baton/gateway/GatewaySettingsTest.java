package dev.baton.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.gateway.edge.EdgeProperties;
import dev.baton.gateway.feed.FeedProperties;
import dev.baton.gateway.past.PastProperties;
import dev.baton.gateway.subscription.StreamProperties;
import dev.baton.gateway.subscription.StreamProperties.Limits;
import dev.baton.gateway.subscription.StreamProperties.Retry;
import dev.baton.gateway.subscription.StreamProperties.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

/** Names and defaults that operators rely on; README.md lists them. */
class GatewaySettingsTest {
    @Test
    void theDefaultsAreWhatTheReadmeSays() {
        assertThat(bound("baton.gateway.feed", FeedProperties.class, Map.of())).isEqualTo(new FeedProperties(
                Duration.ofMinutes(15), DataSize.ofMegabytes(64), Duration.ofMillis(4), Duration.ofSeconds(15),
                Duration.ofSeconds(5)));
        assertThat(bound("baton.gateway.past", PastProperties.class, Map.of())).isEqualTo(
                new PastProperties(50_000, DataSize.ofMegabytes(32), DataSize.ofMegabytes(2), 10_000));
        assertThat(bound("baton.gateway.stream", StreamProperties.class, Map.of())).isEqualTo(new StreamProperties("",
                8090, Transport.EPOLL, 2, Duration.ofSeconds(25), Duration.ofSeconds(60), Duration.ofSeconds(30),
                Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(60), Duration.ofSeconds(10),
                DataSize.ofKilobytes(64), DataSize.ofKilobytes(64), 16, 20_000, Duration.ofSeconds(10), true,
                new Limits(10, 10_000),
                new Retry(Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofSeconds(60),
                        Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofHours(1))));
        assertThat(bound("baton.gateway.edge", EdgeProperties.class, Map.of())).isEqualTo(new EdgeProperties(
                List.of(URI.create("http://localhost:8100")), List.of(URI.create("http://localhost:8110")),
                List.of(URI.create("http://localhost:8120")), List.of(URI.create("http://localhost:8090")), null,
                Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(2), Duration.ofSeconds(2),
                Duration.ofSeconds(65)));
    }

    @Test
    void theNamesAreWhatTheReadmeSays() {
        EdgeProperties edge = bound("baton.gateway.edge", EdgeProperties.class, Map.of(
                "baton.gateway.edge.handoff", "http://a:1,http://b:2",
                "baton.gateway.edge.dev-mail", "http://m:3",
                "baton.gateway.edge.connect-timeout", "2s",
                "baton.gateway.edge.response-timeout", "3s",
                "baton.gateway.edge.skip", "4s",
                "baton.gateway.edge.stream-probe", "5s",
                "baton.gateway.edge.stream-silence", "40s"));

        assertThat(edge.handoff()).containsExactly(URI.create("http://a:1"), URI.create("http://b:2"));
        assertThat(edge.devMail()).isEqualTo(URI.create("http://m:3"));
        assertThat(edge.streamProbe()).isEqualTo(Duration.ofSeconds(5));
        assertThat(edge.streamSilence()).isEqualTo(Duration.ofSeconds(40));
        assertThat(bound("baton.gateway.past", PastProperties.class, Map.of(
                "baton.gateway.past.max-records", "1",
                "baton.gateway.past.max-size", "3MB",
                "baton.gateway.past.max-stream-size", "1MB",
                "baton.gateway.past.max-waiting", "4")))
                .isEqualTo(new PastProperties(1, DataSize.ofMegabytes(3), DataSize.ofMegabytes(1), 4));
        StreamProperties streams = bound("baton.gateway.stream", StreamProperties.class, Map.of(
                "baton.gateway.stream.transport", "nio",
                "baton.gateway.stream.event-loops", "4",
                "baton.gateway.stream.heartbeat", "10s",
                "baton.gateway.stream.past-wait", "3s",
                "baton.gateway.stream.drain-window", "30s",
                "baton.gateway.stream.secure-cookie", "false",
                "baton.gateway.stream.limits.per-user", "3",
                "baton.gateway.stream.limits.per-account", "50",
                "baton.gateway.stream.retry.busy-max", "2m",
                "baton.gateway.stream.retry.evicted", "2h"));
        assertThat(streams.pastWait()).isEqualTo(Duration.ofSeconds(3));
        assertThat(streams.drainWindow()).isEqualTo(Duration.ofSeconds(30));
        assertThat(streams.secureCookie()).isFalse();
        assertThat(streams.limits()).isEqualTo(new Limits(3, 50));
        assertThat(streams.retry().busyMax()).isEqualTo(Duration.ofMinutes(2));
        assertThat(streams.retry().evicted()).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void memoryForWhatIsReadAgainHasItsBounds() {
        assertThat(new PastProperties(1, DataSize.ofGigabytes(1), DataSize.ofKilobytes(128), 1)).isNotNull();
        assertThatThrownBy(() -> new PastProperties(1, DataSize.ofMegabytes(1_025), DataSize.ofMegabytes(2), 1))
                .hasMessageContaining("at most 1 GB");
        assertThatThrownBy(() -> new PastProperties(1, DataSize.ofMegabytes(1), DataSize.ofMegabytes(2), 1))
                .hasMessageContaining("at most max-size");
        assertThatThrownBy(() -> new PastProperties(1, DataSize.ofMegabytes(1), DataSize.ofKilobytes(127), 1))
                .hasMessageContaining("at least 128 KB");
    }

    private static <P> P bound(String prefix, Class<P> type, Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate(prefix, type);
    }
}
