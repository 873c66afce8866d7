package dev.baton.launcher.topology;

import java.util.LinkedHashMap;
import java.util.Map;

/** Every port of the local run; all derive from one. */
public record Ports(int base) {
    public static final int DEFAULT_BASE = 8080;
    public static final int LOWEST_BASE = 1024;
    public static final int HIGHEST_BASE = 65_000;
    private static final int MANAGEMENT_OFFSET = 100;

    public Ports {
        if (base < LOWEST_BASE || base > HIGHEST_BASE) {
            throw new IllegalArgumentException("a base port lies between " + LOWEST_BASE + " and " + HIGHEST_BASE);
        }
    }

    public int gateway(int replica) {
        return base + replica - 1;
    }

    public int stream(int replica) {
        return base + 10 + replica - 1;
    }

    public int handoff(int replica) {
        return base + 20 + replica - 1;
    }

    public int notification(int replica) {
        return base + 30 + replica - 1;
    }

    public int analytics(int replica) {
        return base + 40 + replica - 1;
    }

    public int kafka() {
        return base + 50;
    }

    public int kafkaController() {
        return base + 51;
    }

    public int postgres() {
        return base + 60;
    }

    public int smtp() {
        return base + 70;
    }

    public int mailHttp() {
        return base + 71;
    }

    /** Health and metrics of a service, never routed by the edge. */
    public static int management(int http) {
        return http + MANAGEMENT_OFFSET;
    }

    static Map<String, Integer> ofService(int http) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("http", http);
        ports.put("management", management(http));
        return ports;
    }
}
