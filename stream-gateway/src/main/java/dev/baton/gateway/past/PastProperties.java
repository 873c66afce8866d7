package dev.baton.gateway.past;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How much is read from Kafka for clients that were away for longer than memory goes back; over a bound they are told
 * to fetch the queue anew.
 *
 * @param maxRecords of all accounts in the client's partition, between its cursor and memory
 * @param maxSize of all that is on its way to clients, the events outside the heap; an account has an eighth of it, or
 *            as much as one client if that is more
 * @param maxStreamSize of the events for one client
 * @param maxWaiting clients that wait at the same time
 */
@Validated
@ConfigurationProperties("baton.gateway.past")
public record PastProperties(
        @DefaultValue("50000") @Min(0) @Max(1_000_000) long maxRecords,
        @DefaultValue("32MB") @NotNull DataSize maxSize,
        @DefaultValue("2MB") @NotNull DataSize maxStreamSize,
        @DefaultValue("10000") @Min(0) @Max(1_000_000) int maxWaiting) {
    private static final DataSize LEAST = DataSize.ofKilobytes(128);
    private static final DataSize MOST = DataSize.ofGigabytes(1);

    public PastProperties {
        if (maxStreamSize.compareTo(LEAST) < 0 || maxStreamSize.compareTo(maxSize) > 0 || maxSize.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("baton.gateway.past: max-stream-size is at least 128 KB, for an event of"
                    + " 64 KB, and at most max-size, which is at most 1 GB");
        }
    }
}
