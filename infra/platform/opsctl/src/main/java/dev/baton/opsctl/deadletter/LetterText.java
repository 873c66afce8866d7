package dev.baton.opsctl.deadletter;

import dev.baton.events.EventHeaders;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** How letters are shown. Whoever wrote a record must not steer the operator's terminal. */
final class LetterText {
    private static final JsonMapper JSON = new JsonMapper();

    private LetterText() {}

    /** Nothing of the body. */
    static String line(DeadLetter letter, boolean open) {
        return "%s %-5s account %s sequence %s %s of group %s, was %s:%s:%s: %s, %s".formatted(letter.id(),
                open ? "open" : "-", shown(letter.account().map(UUID::toString)), shown(letter.sequence()),
                shown(letter.header(EventHeaders.EVENT_TYPE)), shown(letter.group()), shown(letter.topic()),
                shown(letter.partition()), shown(letter.header("dlt-offset")), shown(letter.header("dlt-reason")),
                shown(letter.header("dlt-time")));
    }

    /** The same for programs: one object on one line; null for what the letter does not say. */
    static String json(DeadLetter letter, boolean open) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", letter.id().toString());
        fields.put("open", open);
        fields.put("account", letter.account().map(UUID::toString).orElse(null));
        fields.put("epoch", number(letter.epoch()));
        fields.put("sequence", number(letter.sequence()));
        fields.put("type", letter.header(EventHeaders.EVENT_TYPE).orElse(null));
        fields.put("group", letter.group().orElse(null));
        fields.put("topic", letter.topic().orElse(null));
        fields.put("partition", number(letter.partition()));
        fields.put("offset", letter.header("dlt-offset").orElse(null));
        fields.put("reason", letter.header("dlt-reason").orElse(null));
        fields.put("time", letter.header("dlt-time").orElse(null));
        return JSON.writeValueAsString(fields);
    }

    private static @Nullable Long number(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }

    static String body(byte @Nullable [] bytes) {
        if (bytes == null) {
            return "none";
        }
        return DeadLetter.text(bytes)
                .map(LetterText::printable)
                .orElseGet(() -> bytes.length
                        + " bytes that are no text");
    }

    static String shown(OptionalLong number) {
        return number.isPresent() ? Long.toString(number.getAsLong()) : "?";
    }

    static String shown(Optional<String> text) {
        return text.map(LetterText::printable).orElse("?");
    }

    static String printable(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (Character.isISOControl(point) || Character.getType(point) == Character.FORMAT) {
                safe.append("\\u%04x".formatted(point));
            } else {
                safe.appendCodePoint(point);
            }
        });
        return safe.toString();
    }
}
