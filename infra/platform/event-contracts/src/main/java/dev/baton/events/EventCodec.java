package dev.baton.events;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Reads and writes the one body of an event: structured JSON of CloudEvents 1.0, on one line. Safe for use by many
 * threads.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md">JSON format</a>
 */
public final class EventCodec {
    /** The sequence in a body is padded to so many. */
    public static final int SEQUENCE_DIGITS = 20;

    private static final String SEQUENCE = "sequence";
    private static final Pattern DIRECTORY_VERSION = Pattern.compile("\"directory_version\":([0-9]+)");
    private static final String SOURCE = "/baton/accounts/";
    private static final DateTimeFormatter MILLISECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);
    private static final Map<String, Class<? extends BatonEvent>> TYPES = Map.ofEntries(
            Map.entry(HandoffCreated.TYPE, HandoffCreated.class),
            Map.entry(HandoffAssessmentReady.TYPE, HandoffAssessmentReady.class),
            Map.entry(HandoffClaimed.TYPE, HandoffClaimed.class),
            Map.entry(HandoffReadBackCorrected.TYPE, HandoffReadBackCorrected.class),
            Map.entry(HandoffReturned.TYPE, HandoffReturned.class),
            Map.entry(HandoffCancelled.TYPE, HandoffCancelled.class),
            Map.entry(HandoffOverdue.TYPE, HandoffOverdue.class),
            Map.entry(SessionStepRecorded.TYPE, SessionStepRecorded.class),
            Map.entry(SessionMessageRecorded.TYPE, SessionMessageRecorded.class),
            Map.entry(SessionResolved.TYPE, SessionResolved.class),
            Map.entry(EventWithheld.TYPE, EventWithheld.class),
            Map.entry(DirectoryUserChanged.TYPE, DirectoryUserChanged.class));

    // Readers are tolerant: the contract grows by optional fields only, and an old consumer must not stumble over them.
    private final JsonMapper json = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // Of two values of one name, readers would choose differently.
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .addModule(new SimpleModule().addSerializer(new MillisecondInstants()))
            .build();

    /** Every type of the contract with its record. */
    public static Map<String, Class<? extends BatonEvent>> types() {
        return TYPES;
    }

    /** The UTF-8 body of a record; it holds no line break, so SSE can send it as one {@code data} line. */
    public byte[] encode(EventEnvelope envelope) {
        BatonEvent event = envelope.event();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("specversion", "1.0");
        body.put("id", envelope.id());
        body.put("source", SOURCE + envelope.accountId());
        body.put("type", event.type());
        body.put("subject", event.subject());
        body.put("time", envelope.time());
        body.put("datacontenttype", "application/json");
        body.put("dataschema", dataSchema(event.type()));
        body.put("partitionkey", envelope.accountId());
        body.put(SEQUENCE, ("%0" + SEQUENCE_DIGITS + "d").formatted(envelope.sequence()));
        if (envelope.traceparent() != null) {
            body.put("traceparent", envelope.traceparent());
        }
        body.put("data", event);
        return json.writeValueAsBytes(body);
    }

    /**
     * Where the sequence stands in a body that {@link #encode} made: {@value #SEQUENCE_DIGITS} bytes, all of them
     * digits, for whoever learns it later to write over.
     */
    public static int sequenceIndex(byte[] body) {
        // The first of this name is that of the envelope: nothing before it is text of people.
        String name = '"' + SEQUENCE + "\":\"";
        return new String(body, StandardCharsets.ISO_8859_1).indexOf(name) + name.length();
    }

    /**
     * Where the version of the directory stands in a body that {@link #encode} made, for whoever learns it later to write
     * over; empty where the event has none.
     */
    public static Optional<Place> directoryVersionPlace(byte[] body) {
        // Text of people has no quote without a backslash before it.
        Matcher found = DIRECTORY_VERSION.matcher(new String(body, StandardCharsets.ISO_8859_1));
        return found.find() ? Optional.of(new Place(found.start(1), found.end(1) - found.start(1))) : Optional.empty();
    }

    /**
     * Some bytes of a body.
     *
     * @param index of the first
     */
    public record Place(int index, int length) {}

    /**
     * Reads a body.
     *
     * @param epoch from the {@link EventHeaders#EPOCH} header
     * @throws MalformedEvent when it is not an event of the contract
     */
    public Decoded decode(byte[] body, long epoch) {
        try {
            if (!(json.readTree(utf8(body)) instanceof ObjectNode event)) {
                throw new MalformedEvent("not a JSON object", null);
            }
            String type = text(event, "type");
            Class<? extends BatonEvent> record = TYPES.get(type);
            return record == null
                    ? new Decoded.UnknownType(type)
                    : new Decoded.Known(envelope(event, epoch, json.treeToValue(event.required("data"), record)));
        } catch (JacksonException | CharacterCodingException | IllegalArgumentException | NullPointerException
                | DateTimeException e) {
            // The cause's message may quote what a person wrote; only its kind is told on.
            throw new MalformedEvent("not an event of the contract: " + e.getClass().getSimpleName(), e);
        }
    }

    // Left alone, the parser would take other encodings, too; streams hand the bytes on as UTF-8.
    private static String utf8(byte[] body) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    }

    /** Identifies the JSON Schema of a type's {@code data}; its file is {@code contracts/schemas/<type>.v1.json}. */
    public static String dataSchema(String type) {
        return "urn:baton:schema:" + type + ":v1";
    }

    private static EventEnvelope envelope(ObjectNode event, long epoch, BatonEvent data) {
        String source = text(event, "source");
        if (!source.startsWith(SOURCE) || !"1.0".equals(text(event, "specversion"))) {
            throw new MalformedEvent("not a CloudEvent 1.0 of this platform", null);
        }
        JsonNode schema = event.get("dataschema");
        if (schema != null && !dataSchema(data.type()).equals(schema.asString())) {
            // A breaking change is a new type (design §4): this is nobody's event, and reading it as ours would be a guess.
            throw new MalformedEvent("its data has another schema", null);
        }
        JsonNode traceparent = event.get("traceparent");
        return new EventEnvelope(EventId.of(text(event, "id")), AccountId.of(source.substring(SOURCE.length())), epoch,
                Long.parseLong(text(event, SEQUENCE)), Instant.parse(text(event, "time")),
                traceparent == null ? null : traceparent.asString(), data);
    }

    private static String text(ObjectNode event, String attribute) {
        JsonNode value = event.get(attribute);
        if (value == null || !value.isString()) {
            throw new MalformedEvent("attribute " + attribute + " is missing or not a string", null);
        }
        return value.asString();
    }

    /** The UTF-8 bytes of a header value. */
    public static byte[] header(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    private static final class MillisecondInstants extends StdSerializer<Instant> {
        MillisecondInstants() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator out, SerializationContext context) {
            out.writeString(MILLISECONDS.format(value));
        }
    }
}
