package dev.baton.analytics.projection;

/**
 * One building of the metric table. A higher one is built from the beginning of the topic, beside those before it.
 *
 * @param number from 1; never used again for another building
 */
public record Generation(int number) {
    private static final String GROUP = "analytics-service";

    public Generation {
        if (number < 1) {
            throw new IllegalArgumentException("generations start at 1");
        }
    }

    /** The service as a reader of topics, whichever generation it builds; names its dead letters. */
    public static String service() {
        return GROUP;
    }

    /** Kafka's consumer group and the name of the watermarks. A new name has no offsets, so it starts at the earliest. */
    public String group() {
        return number == 1 ? GROUP : GROUP + "-g" + number;
    }
}
