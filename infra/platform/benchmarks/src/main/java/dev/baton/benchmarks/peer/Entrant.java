package dev.baton.benchmarks.peer;

/** A contender and those who listen to it. */
record Entrant(Contender server, Clients clients) {
    String name() {
        return server.name();
    }
}
