package dev.baton.gateway.subscription;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The server of the streams.
 *
 * @param address to listen on; empty for all of the machine
 * @param port 0 takes a free one
 * @param transport native epoll where there is one, or NIO everywhere
 * @param eventLoops threads that write; each serves thousands of streams
 * @param heartbeat the longest silence on a stream
 * @param idleCursor after so long without an event a client gets a fresh cursor, so that its old one does not age
 * @param stall a client that takes nothing for so long is cut
 * @param aheadWait how long a new stream waits for this replica to have read enough
 * @param pastWait how long a new stream waits for what it missed to be read from Kafka
 * @param expiryWarning how long before the end of its token a stream says so
 * @param headTimeout by when a request must have been sent whole
 * @param sendBuffer of the kernel, for each stream
 * @param batch at most so much goes out in one write
 * @param authThreads tokens that are checked at the same time
 * @param authQueue requests that may wait for that; more are told to come back later
 * @param drainWindow over which a replica that goes away ends its streams, so that they do not all come back at once
 * @param secureCookie whether the cookie that opens a stream travels over https only; false for a run on plain http
 */
@Validated
@ConfigurationProperties("baton.gateway.stream")
public record StreamProperties(@DefaultValue("") String address,
        @DefaultValue("8090") @Min(0) @Max(65_535) int port,
        @DefaultValue("EPOLL") @NotNull Transport transport,
        @DefaultValue("2") @Min(1) @Max(64) int eventLoops,
        @DefaultValue("25s") @DurationMin(millis = 100) @DurationMax(minutes = 5) Duration heartbeat,
        @DefaultValue("60s") @DurationMin(seconds = 1) @DurationMax(minutes = 10) Duration idleCursor,
        @DefaultValue("30s") @DurationMin(seconds = 1) @DurationMax(minutes = 5) Duration stall,
        @DefaultValue("2s") @DurationMin(millis = 0) @DurationMax(seconds = 10) Duration aheadWait,
        @DefaultValue("2s") @DurationMin(millis = 100) @DurationMax(seconds = 10) Duration pastWait,
        @DefaultValue("60s") @DurationMin(seconds = 1) @DurationMax(minutes = 10) Duration expiryWarning,
        @DefaultValue("10s") @DurationMin(seconds = 1) @DurationMax(minutes = 1) Duration headTimeout,
        @DefaultValue("64KB") @NotNull DataSize sendBuffer,
        @DefaultValue("64KB") @NotNull DataSize batch,
        @DefaultValue("16") @Min(1) @Max(256) int authThreads,
        @DefaultValue("20000") @Min(1) @Max(1_000_000) int authQueue,
        @DefaultValue("10s") @DurationMin(millis = 0) @DurationMax(minutes = 10) Duration drainWindow,
        @DefaultValue("true") boolean secureCookie,
        @DefaultValue @Valid Limits limits,
        @DefaultValue @Valid Retry retry) {
    /** How the server's sockets are watched. */
    public enum Transport {
        EPOLL,
        NIO
    }

    /**
     * How many streams may be open on one replica.
     *
     * @param perUser the oldest of a person ends when they open another
     * @param perAccount who opens another is told to come back later
     */
    public record Limits(@DefaultValue("10") @Min(1) @Max(1_000) int perUser,
            @DefaultValue("10000") @Min(1) @Max(10_000_000) int perAccount) {}

    /**
     * When clients come back; each gets a random time between the two, so that they do not all come at once.
     *
     * @param drainPause between a stream's last word, as of a drain, and its end, so that clients read it
     * @param evicted of a person's oldest stream when they have too many
     */
    public record Retry(
            @DefaultValue("1s") @DurationMin(millis = 0) @DurationMax(minutes = 10) Duration min,
            @DefaultValue("3s") @DurationMin(millis = 0) @DurationMax(minutes = 10) Duration max,
            @DefaultValue("5s") @DurationMin(millis = 0) @DurationMax(minutes = 10) Duration busyMin,
            @DefaultValue("60s") @DurationMin(millis = 0) @DurationMax(minutes = 10) Duration busyMax,
            @DefaultValue("200ms") @DurationMin(millis = 0) @DurationMax(minutes = 10) Duration drainMin,
            @DefaultValue("5s") @DurationMin(millis = 0) @DurationMax(minutes = 10) Duration drainMax,
            @DefaultValue("1s") @DurationMin(millis = 0) @DurationMax(seconds = 30) Duration drainPause,
            @DefaultValue("1h") @DurationMin(minutes = 1) @DurationMax(days = 1) Duration evicted) {
        public Retry {
            if (min.compareTo(max) > 0 || busyMin.compareTo(busyMax) > 0
                    || drainMin.compareTo(drainMax) > 0) {
                throw new IllegalArgumentException("baton.gateway.stream.retry: each min is at most its max");
            }
        }
    }

    public StreamProperties {
        if (sendBuffer.toBytes() < 4_096 || batch.toBytes() < 4_096) {
            throw new IllegalArgumentException("baton.gateway.stream: send-buffer and batch are at least 4 KB");
        }
    }
}
