package dev.baton.benchmarks.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds the server-sent events in the bytes of a response, however the network cuts them. The gateway sends each event
 * as one chunk, so the head of the response and the sizes of chunks are lines of their own that name no field of an
 * event.
 */
final class SseScanner {
    private static final byte[] EVENT = "event:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);
    private static final int USUAL_BYTES = 1024;

    private final Listener listener;
    private byte[] line = new byte[USUAL_BYTES];
    private int length;
    private String type = "";
    private byte[] data = new byte[0];
    private boolean hasData;

    /** Told of each event when its last byte is there. */
    @FunctionalInterface
    interface Listener {
        void event(String type, byte[] data);
    }

    SseScanner(Listener listener) {
        this.listener = listener;
    }

    void accept(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (next == '\n') {
                endOfLine();
                length = 0;
            } else {
                append(next);
            }
        }
    }

    private void append(byte next) {
        if (length == line.length) {
            line = Arrays.copyOf(line, 2 * length);
        }
        line[length++] = next;
    }

    private void endOfLine() {
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        if (length == 0) {
            endOfEvent();
        } else if (startsWith(EVENT)) {
            type = new String(value(EVENT.length), StandardCharsets.UTF_8);
        } else if (startsWith(DATA)) {
            byte[] value = value(DATA.length);
            data = hasData ? joined(data, value) : value;
            hasData = true;
        }
    }

    private void endOfEvent() {
        if (hasData) {
            listener.event(type, data);
        }
        type = "";
        hasData = false;
    }

    private boolean startsWith(byte[] field) {
        return length >= field.length && Arrays.equals(line, 0, field.length, field, 0, field.length);
    }

    /** Without the one space that may stand before it. */
    private byte[] value(int from) {
        return Arrays.copyOfRange(line, from < length && line[from] == ' ' ? from + 1 : from, length);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + 1 + second.length);
        both[first.length] = '\n';
        System.arraycopy(second, 0, both, first.length + 1, second.length);
        return both;
    }
}
