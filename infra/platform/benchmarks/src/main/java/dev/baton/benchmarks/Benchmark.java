package dev.baton.benchmarks;

/** Brings up what it needs, warms up, measures, and stops what it started. */
public interface Benchmark {
    String name();

    /**
     * Measures once.
     *
     * @throws Exception whatever kept it from measuring; a missed limit is no exception
     */
    Report run(Run run) throws Exception;
}
