package dev.baton.systemtests.spans;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A span as a service has exported it.
 *
 * @param parent empty for the root of a trace
 * @param start in nanoseconds since 1970, as {@code end}
 */
public record ExportedSpan(String service, String trace, String id, String parent, String name, Kind kind, long start,
        long end, Map<String, String> attributes) {
    private static final HexFormat HEX = HexFormat.of();

    /** In the order of the protocol. */
    public enum Kind {
        UNSPECIFIED,
        INTERNAL,
        SERVER,
        CLIENT,
        PRODUCER,
        CONSUMER
    }

    public boolean is(String ofService, Kind ofKind) {
        return service.equals(ofService) && kind == ofKind;
    }

    /** Those of an {@code ExportTraceServiceRequest}. */
    static List<ExportedSpan> of(byte[] request) {
        return Message.of(request)
                .messages(1)
                .stream()
                .flatMap(resource -> {
                    String service = attributes(resource.messages(1).getFirst(), 1).getOrDefault("service.name", "");
                    return resource.messages(2)
                            .stream()
                            .flatMap(scope -> scope.messages(2).stream())
                            .map(span -> of(service, span));
                })
                .toList();
    }

    private static ExportedSpan of(String service, Message span) {
        return new ExportedSpan(service, HEX.formatHex(span.bytes(1)), HEX.formatHex(span.bytes(2)),
                HEX.formatHex(span.bytes(4)), span.text(5), Kind.values()[(int) span.number(6)], span.number(7),
                span.number(8), attributes(span, 9));
    }

    private static Map<String, String> attributes(Message of, int number) {
        Map<String, String> attributes = new HashMap<>();
        for (Message attribute : of.messages(number)) {
            Message value = attribute.messages(2).getFirst();
            attributes.put(attribute.text(1), value.has(3) ? Long.toString(value.number(3)) : value.text(1));
        }
        return attributes;
    }
}
