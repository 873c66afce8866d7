package dev.baton.launcher.topology;

import java.util.List;

/** What a run has otherwise than the usual one. */
public record Variation(Replicas replicas, List<SettingOverride> settings, Start start) {
    public static final Variation NONE = new Variation(Replicas.STANDARD, List.of());
    public static final Variation TRAINING = new Variation(Replicas.ofEach(1), List.of(), Start.TRAINING);

    /** What the processes of a run are started for. */
    public enum Start {
        /** To be ready soon: the first tier of the compiler only, classes from caches. */
        QUICK,
        /** To write the caches that a quick start takes over, as they end. */
        TRAINING,
        /**
         * To be fast once they are warm: services have both tiers of the compiler, as a JVM does by itself, PostgreSQL more
         * memory.
         */
        PRODUCTION
    }

    public Variation {
        settings = List.copyOf(settings);
    }

    public Variation(Replicas replicas, List<SettingOverride> settings) {
        this(replicas, settings, Start.QUICK);
    }
}
