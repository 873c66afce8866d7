package dev.baton.platform.web;

import dev.baton.platform.problem.UnreadableText;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * Reads every text of every body: no control characters, no half of a surrogate pair, and nothing that is not a JSON
 * string. In one place, because one field that was forgotten is enough for a line break in a mail header.
 */
final class PlainText extends StdScalarDeserializer<String> {
    private final boolean multiLine;

    PlainText(boolean multiLine) {
        super(String.class);
        this.multiLine = multiLine;
    }

    @Override
    public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        boolean wanted = property != null && property.getAnnotation(MultiLine.class) != null;
        return wanted == multiLine ? this : new PlainText(wanted);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return (String) context.handleUnexpectedToken(getValueType(context), parser);
        }
        String text = parser.getString();
        if (!text.codePoints().allMatch(this::isAllowed)) {
            throw new UnreadableText(parser, multiLine
                    ? "holds a control character other than line break and tab, or half of a character"
                    : "holds a control character or half of a character");
        }
        return text;
    }

    private boolean isAllowed(int codePoint) {
        if (codePoint == '\n' || codePoint == '\t') {
            return multiLine;
        }
        return !Character.isISOControl(codePoint) && Character.getType(codePoint) != Character.SURROGATE;
    }
}
