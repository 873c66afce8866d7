package dev.baton.launcher.topology;

import java.util.List;

/** What a run has otherwise than the usual one. */
public record Variation(Replicas replicas, List<SettingOverride> settings) {
    public static final Variation NONE = new Variation(Replicas.STANDARD, List.of());

    public Variation {
        settings = List.copyOf(settings);
    }
}
