package dev.baton.opsctl.deadletter;

import dev.baton.opsctl.Refused;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a dead letter lies, written {@code topic:partition:offset}. */
public record LetterId(String topic, int partition, long offset) {
    private static final Pattern TEXT = Pattern.compile("([\\w.-]{1,249}\\.dlt):(\\d{1,9}):(\\d{1,18})");

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws Refused when it is no id
     */
    public static LetterId of(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new Refused(text + " is no dead letter; they are named topic:partition:offset, as list shows them");
        }
        return new LetterId(parts.group(1), Integer.parseInt(parts.group(2)), Long.parseLong(parts.group(3)));
    }

    @Override
    public String toString() {
        return topic + ":" + partition + ":" + offset;
    }
}
