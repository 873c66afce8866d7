package dev.baton.messaging.relay;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Looks at every body of a round before its first record is sent: a consumer of any company must be able to parse what
 * is on the topic, and the stream sends it as one line.
 */
final class BodyCheck {
    private final JsonFactory json = new JsonFactory();

    void check(OutboxRecord record) throws Unpublishable {
        for (byte b : record.body()) {
            if (b == '\n' || b == '\r') {
                throw new Unpublishable(record, "the body has a line break", true, null);
            }
        }
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), record.body())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Unpublishable(record, "the body is not a JSON object", true, null);
            }
            parser.skipChildren();
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                throw new Unpublishable(record, "the body is not one JSON object", true, null);
            }
        } catch (JacksonException e) {
            throw new Unpublishable(record, "the body is not JSON", true, e);
        }
    }
}
