package dev.baton.systemtests.spans;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A message of Protocol Buffers, read by the numbers of its fields: enough of the format for OTLP. */
final class Message {
    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED_32 = 5;

    private final List<Field> fields = new ArrayList<>();

    private record Field(int number, long value, byte[] bytes) {}

    static Message of(byte[] bytes) {
        Message message = new Message();
        ByteBuffer left = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (left.hasRemaining()) {
            int tag = (int) varint(left);
            message.fields.add(switch (tag & 7) {
                case VARINT -> new Field(tag >>> 3, varint(left), new byte[0]);
                case FIXED_64 -> new Field(tag >>> 3, left.getLong(), new byte[0]);
                case FIXED_32 -> new Field(tag >>> 3, left.getInt(), new byte[0]);
                case BYTES -> {
                    byte[] content = new byte[(int) varint(left)];
                    left.get(content);
                    yield new Field(tag >>> 3, 0, content);
                }
                default -> throw new IllegalArgumentException("wire type " + (tag & 7));
            });
        }
        return message;
    }

    private static long varint(ByteBuffer from) {
        long value = 0;
        for (int shift = 0;; shift += 7) {
            byte next = from.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    List<Message> messages(int number) {
        return fields.stream().filter(field -> field.number() == number).map(field -> of(field.bytes())).toList();
    }

    byte[] bytes(int number) {
        return last(number).map(Field::bytes).orElse(new byte[0]);
    }

    String text(int number) {
        return new String(bytes(number), StandardCharsets.UTF_8);
    }

    long number(int number) {
        return last(number).map(Field::value).orElse(0L);
    }

    boolean has(int number) {
        return last(number).isPresent();
    }

    private Optional<Field> last(int number) {
        return fields.stream().filter(field -> field.number() == number).reduce((first, second) -> second);
    }
}
