package dev.baton.launcher.topology;

import java.util.List;

/** What a run has otherwise than the usual one. */
public record Variation(Replicas replicas, List<SettingOverride> settings, Compiler compiler) {
    public static final Variation NONE = new Variation(Replicas.STANDARD, List.of());

    /** How the services' code is compiled while it runs. */
    public enum Compiler {
        /** The first tier only: ready soonest. */
        QUICK,
        /** Both tiers, as a JVM does by itself: fastest once warm. */
        PRODUCTION
    }

    public Variation {
        settings = List.copyOf(settings);
    }

    public Variation(Replicas replicas, List<SettingOverride> settings) {
        this(replicas, settings, Compiler.QUICK);
    }
}
