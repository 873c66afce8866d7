package dev.baton.platform.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list (acceptance W1).
 *
 * @param nextCursor opaque to clients; null on the last page
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {
    public Page {
        items = List.copyOf(items);
    }

    /** The whole list on one page. */
    public static <T> Page<T> only(List<T> items) {
        return new Page<>(items, null);
    }
}
