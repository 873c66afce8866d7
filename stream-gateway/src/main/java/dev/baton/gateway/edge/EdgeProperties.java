package dev.baton.gateway.edge;

import jakarta.validation.constraints.NotEmpty;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the services are: base URLs of all replicas of each.
 *
 * @param streams ports of the streams, of all replicas of this service
 * @param devMail the caught mails of a local run; without it there is no such page
 * @param connectTimeout after which a replica counts as unreachable
 * @param responseTimeout by when a replica must have begun to answer
 * @param skip how long a replica that could not be reached is passed over while others can
 * @param streamProbe how soon it is noticed that a browser left its stream
 * @param streamSilence after which a replica that sends not even heartbeats counts as gone; more than two of them
 */
@Validated
@ConfigurationProperties("baton.gateway.edge")
public record EdgeProperties(
        @DefaultValue("http://localhost:8100") @NotEmpty List<URI> handoff,
        @DefaultValue("http://localhost:8110") @NotEmpty List<URI> notification,
        @DefaultValue("http://localhost:8120") @NotEmpty List<URI> analytics,
        @DefaultValue("http://localhost:8090") @NotEmpty List<URI> streams,
        @Nullable URI devMail,
        @DefaultValue("1s") @DurationMin(millis = 50) @DurationMax(seconds = 10) Duration connectTimeout,
        @DefaultValue("30s") @DurationMin(millis = 100) @DurationMax(minutes = 5) Duration responseTimeout,
        @DefaultValue("2s") @DurationMin(millis = 0) @DurationMax(minutes = 1) Duration skip,
        @DefaultValue("2s") @DurationMin(millis = 100) @DurationMax(seconds = 30) Duration streamProbe,
        @DefaultValue("65s") @DurationMin(millis = 200) @DurationMax(minutes = 10) Duration streamSilence) {
    public EdgeProperties {
        handoff = List.copyOf(handoff);
        notification = List.copyOf(notification);
        analytics = List.copyOf(analytics);
        streams = List.copyOf(streams);
    }
}
