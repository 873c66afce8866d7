package dev.baton.gateway.edge;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Which service answers a path. What is not listed does not exist for the outside: no actuator, no internals. */
@Component
public class Routes {
    private static final String STREAM = "/api/v1/ai-sessions/escalations/stream";
    private static final String MAIL = "/dev/mail";

    private final List<Route> routes = new ArrayList<>();

    /** @param path whole, or with {@code /**} at its end for everything at and below it */
    private record Route(String path, boolean below, Upstream upstream) {
        boolean covers(String wanted) {
            return wanted.equals(path) || (below && wanted.startsWith(path + "/"));
        }
    }

    Routes(EdgeProperties edge, Clock clock) {
        Replicas handoff = new Replicas("handoff", edge.handoff(), edge.skip(), clock);
        Replicas notification = new Replicas("notification", edge.notification(), edge.skip(), clock);
        add(STREAM, new Upstream.Stream(new Replicas("streams", edge.streams(), edge.skip(), clock)));
        add("/api/v1/auth/**", new Upstream.Rest(handoff));
        add("/api/v1/me/**", new Upstream.Rest(handoff));
        add("/api/v1/members/**", new Upstream.Rest(handoff));
        add("/api/v1/ai-sessions/**", new Upstream.Rest(handoff));
        add("/api/v1/notices/**", new Upstream.Rest(handoff));
        add("/api/v1/deadline-rules", new Upstream.Rest(handoff));
        add("/.well-known/jwks.json", new Upstream.Rest(handoff));
        add("/api/v1/deliveries/**", new Upstream.Rest(notification));
        add("/api/v1/destinations/**", new Upstream.Rest(notification));
        add("/api/v1/analytics/**", new Upstream.Rest(new Replicas("analytics", edge.analytics(), edge.skip(),
                clock)));
        if (edge.devMail() != null) {
            add(MAIL + "/**", new Upstream.Below(new Replicas("dev-mail", List.of(edge.devMail()), edge.skip(),
                    clock), MAIL));
        }
    }

    private void add(String pattern, Upstream upstream) {
        boolean below = pattern.endsWith("/**");
        routes.add(new Route(below ? pattern.substring(0, pattern.length() - 3) : pattern, below, upstream));
    }

    /** The first that covers the path, as it came, undecoded: the service must not see another path than was routed. */
    public Optional<Upstream> of(String path) {
        return routes.stream().filter(route -> route.covers(path)).map(Route::upstream).findFirst();
    }
}
