package dev.baton.benchmarks.read;

import dev.baton.benchmarks.load.HttpConnection;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A list that is turned over page by page, before anything is measured.
 *
 * @param path with a query
 */
record Pages(HttpConnection connection, String token, String path) {

    /**
     * Goes on to the end of that many pages.
     *
     * @return for the next page, as it stands in a query
     * @throws IOException when the list is shorter
     */
    String cursorAfter(int pages) throws IOException {
        String cursor = "";
        for (int i = 0; i < pages; i++) {
            JsonNode next = page(i == 0 ? "" : "&cursor=" + cursor).required("next_cursor");
            if (next.isNull()) {
                throw new IOException("there are only " + (i + 1) + " pages of " + path);
            }
            cursor = URLEncoder.encode(next.asString(), StandardCharsets.UTF_8);
        }
        return cursor;
    }

    /** What stands on the first page. */
    JsonNode items() throws IOException {
        return page("").required("items");
    }

    private JsonNode page(String more) throws IOException {
        return JsonMapper.shared().readTree(Question.ask(connection, HttpConnection.get(path + more, token)).body());
    }
}
