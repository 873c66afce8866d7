package dev.baton.platform.web;

import java.util.List;
import java.util.function.Function;
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

    /**
     * The first {@code limit} of what was found, for queries that ask for one row more than they show.
     *
     * @param cursor names the place of the last row that is shown
     */
    public static <T> Page<T> of(List<T> found, int limit, Function<T, String> cursor) {
        if (found.size() <= limit) {
            return only(found);
        }
        List<T> shown = found.subList(0, limit);
        return new Page<>(shown, cursor.apply(shown.getLast()));
    }

    /** The whole list on one page. */
    public static <T> Page<T> only(List<T> items) {
        return new Page<>(items, null);
    }
}
