package dev.baton.gateway.feed;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes server-sent events, each as one chunk of HTTP/1.1, ready for the socket.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">server-sent events</a>
 */
public final class SseBlock {
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] BLOCK_END = {'\n', '\n'};

    private SseBlock() {}

    /** An event of the stream's own; {@code fields} are whole lines that go before it ({@code retry:}, {@code id:}). */
    public static ByteBuf control(String type, String fields, String data) {
        return block(fields + "event: " + type + "\ndata: ", data.getBytes(StandardCharsets.UTF_8));
    }

    /** An event of the account. The value goes out as it came in: not parsed, not written anew. */
    static ByteBuf event(String type, String id, ByteBuffer value) {
        byte[] data = new byte[value.remaining()];
        value.get(value.position(), data);
        oneLine(data);
        return block("id: " + id + "\nevent: " + type + "\ndata: ", data);
    }

    /** Exactly {@code :\n}. A comment with a blank line after it makes some clients fire an empty event. */
    public static ByteBuf heartbeat() {
        return chunk(new byte[]{':', '\n'}, new byte[0], new byte[0]);
    }

    private static ByteBuf block(String head, byte[] data) {
        return chunk(head.getBytes(StandardCharsets.UTF_8), data, BLOCK_END);
    }

    private static ByteBuf chunk(byte[] head, byte[] data, byte[] end) {
        int length = head.length + data.length + end.length;
        byte[] size = Integer.toHexString(length).getBytes(StandardCharsets.US_ASCII);
        // Direct and outside the pool: shared by all connections without a copy, and freed when the log forgets it.
        return Unpooled.directBuffer(size.length + length + 2 * LINE_END.length)
                .writeBytes(size)
                .writeBytes(LINE_END)
                .writeBytes(head)
                .writeBytes(data)
                .writeBytes(end)
                .writeBytes(LINE_END);
    }

    // Ours has no line break. In another producer's JSON one can only stand between tokens, where a space means the same.
    private static void oneLine(byte[] value) {
        for (int i = 0; i < value.length; i++) {
            if (value[i] == '\n' || value[i] == '\r') {
                value[i] = ' ';
            }
        }
    }
}
