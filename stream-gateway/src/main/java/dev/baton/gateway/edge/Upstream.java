package dev.baton.gateway.edge;

/** What a path leads to. */
public sealed interface Upstream {
    Replicas replicas();

    /** Requests that end. */
    record Rest(Replicas replicas) implements Upstream {}

    /** Like {@link Rest}, for a program that knows nothing of the path under which it appears here. */
    record Below(Replicas replicas, String path) implements Upstream {
        /** What the program is asked for. */
        public String strip(String target) {
            String rest = target.substring(path.length());
            return rest.startsWith("/") ? rest : "/" + rest;
        }
    }

    /** Server-sent events, which do not end by themselves and must never be held back. */
    record Stream(Replicas replicas) implements Upstream {}
}
