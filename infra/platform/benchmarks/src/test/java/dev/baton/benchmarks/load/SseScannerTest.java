package dev.baton.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SseScannerTest {
    private static final String STREAM = """
            HTTP/1.1 200 OK\r
            Content-Type: text/event-stream\r
            Transfer-Encoding: chunked\r
            \r
            3d\r
            retry: 1200
            id: c0
            event: ready
            data: {"resumed":false}

            \r
            2\r
            :
            \r
            4f\r
            id: c1
            event: handoff_created
            data: {"reason":"number 17 of a run"}

            \r
            """;

    private final List<String> seen = new ArrayList<>();
    private final SseScanner scanner = new SseScanner(
            (type, data) -> seen.add(type + " " + new String(data, StandardCharsets.UTF_8)));

    @Test
    void headChunkSizesAndHeartbeatsAreNoEvents() {
        feed(STREAM);

        assertThat(seen).containsExactly("ready {\"resumed\":false}",
                "handoff_created {\"reason\":\"number 17 of a run\"}");
    }

    @Test
    void whereTheNetworkCutsMakesNoDifference() {
        feed(STREAM);
        List<String> whole = List.copyOf(seen);
        byte[] bytes = STREAM.getBytes(StandardCharsets.UTF_8);

        for (int size = 1; size < bytes.length; size++) {
            seen.clear();
            for (int from = 0; from < bytes.length; from += size) {
                scanner.accept(ByteBuffer.wrap(bytes, from, Math.min(size, bytes.length - from)));
            }
            assertThat(seen).as("pieces of %d bytes", size).isEqualTo(whole);
        }
    }

    @Test
    void anEventCountsOnlyWhenItIsWhole() {
        feed("event: handoff_created\ndata: {}\n");
        assertThat(seen).isEmpty();

        feed("\n");
        assertThat(seen).containsExactly("handoff_created {}");
    }

    @Test
    void twoEventsInOneReadAreTwo() {
        feed("event: a\ndata: 1\n\nevent: b\ndata:2\n\n");

        assertThat(seen).containsExactly("a 1", "b 2");
    }

    @Test
    void severalLinesOfDataAreOneEvent() {
        feed("event: a\ndata: 1\ndata: 2\n\n");

        assertThat(seen).containsExactly("a 1\n2");
    }

    @Test
    void aLineLongerThanTheBufferIsKeptWhole() {
        String text = "x".repeat(70_000);

        feed("event: a\ndata: " + text + "\n\n");

        assertThat(seen).containsExactly("a " + text);
    }

    private void feed(String text) {
        scanner.accept(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
}
