package dev.baton.gateway.subscription.web;

import dev.baton.gateway.feed.SseBlock;
import dev.baton.gateway.subscription.StreamProperties;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** The stream's own events (acceptance W4). Their shapes are told to clients in {@code openapi.yaml}. */
final class ControlBlocks {
    private final StreamProperties properties;
    private final RandomGenerator random;

    ControlBlocks(StreamProperties properties, RandomGenerator random) {
        this.properties = properties;
        this.random = random;
    }

    /**
     * The first block of every stream.
     *
     * @param cursor the client's own on a resume, else the head
     * @param replayed events that follow at once
     * @param maxAge until the token runs out
     */
    ByteBuf ready(String cursor, boolean resumed, long replayed, Duration maxAge) {
        return SseBlock.control("ready", retry(properties.retry().min(), properties.retry().max()) + id(cursor),
                "{\"resumed\":%s,\"replayed\":%d,\"heartbeat_ms\":%d,\"max_age_ms\":%d}".formatted(resumed, replayed,
                        properties.heartbeat().toMillis(), Math.max(0, maxAge.toMillis())));
    }

    ByteBuf cursor(String head) {
        return SseBlock.control("cursor", id(head), "{}");
    }

    ByteBuf tokenExpiring(Duration left) {
        return SseBlock.control("token_expiring", "", "{\"expires_in_ms\":%d}".formatted(left.toMillis()));
    }

    ByteBuf drain() {
        return SseBlock.control("drain", retry(properties.retry().drainMin(), properties.retry().drainMax()), "{}");
    }

    /** Too many of the person are open, and this was the oldest: coming back at once would end another one. */
    ByteBuf evicted() {
        return SseBlock.control("evicted", retry(properties.retry().evicted(), properties.retry().evicted()), "{}");
    }

    /** Overload is told inside a stream: native clients stop for good at a 429 or 503. */
    ByteBuf busy() {
        return SseBlock.control("busy", retry(properties.retry().busyMin(), properties.retry().busyMax()), "{}");
    }

    private static String id(String cursor) {
        return "id: " + cursor + "\n";
    }

    private String retry(Duration min, Duration max) {
        return "retry: " + random.nextLong(min.toMillis(), max.toMillis() + 1) + "\n";
    }
}
