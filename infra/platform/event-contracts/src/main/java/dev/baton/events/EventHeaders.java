package dev.baton.events;

import java.util.regex.Pattern;

/** Plain Kafka headers, UTF-8 text, by which a consumer can order and skip records without reading their value. */
public final class EventHeaders {
    public static final String CONTENT_TYPE = "content-type";
    public static final String EVENT_TYPE = "event-type";
    public static final String ACCOUNT_ID = "account-id";
    public static final String EPOCH = "epoch";
    public static final String SEQUENCE = "sequence";
    public static final String TRACEPARENT = "traceparent";

    /** Value of {@link #CONTENT_TYPE}: the structured mode of the CloudEvents Kafka binding, section 3.3. */
    public static final String CLOUDEVENTS_JSON = "application/cloudevents+json; charset=UTF-8";

    private static final Pattern TYPE = Pattern.compile("[a-z0-9_.]{1,100}");

    private EventHeaders() {}

    /** Whether it can be the name of a type, known or not. It becomes a line of streams and a tag: nothing else may. */
    public static boolean isEventType(String text) {
        return TYPE.matcher(text).matches();
    }
}
