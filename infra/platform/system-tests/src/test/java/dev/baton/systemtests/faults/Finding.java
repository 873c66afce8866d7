package dev.baton.systemtests.faults;

import java.util.ArrayList;
import java.util.List;

/** What became of one invariant. */
final class Finding {
    private static final int SHOWN = 20;

    private final String invariant;
    private final List<String> violations = new ArrayList<>();
    private long checked;

    Finding(String invariant) {
        this.invariant = invariant;
    }

    /** Counts one thing that was looked at; it violates the invariant unless {@code holds}. */
    Finding check(boolean holds, String otherwise, Object... about) {
        checked++;
        if (!holds) {
            violations.add(otherwise.formatted(about));
        }
        return this;
    }

    String invariant() {
        return invariant;
    }

    long checked() {
        return checked;
    }

    List<String> violations() {
        return List.copyOf(violations);
    }

    /** A line of the report, and some of the violations. */
    String told() {
        StringBuilder text = new StringBuilder("| %s | %d | %d |%n".formatted(invariant, checked, violations.size()));
        violations.stream().limit(SHOWN).forEach(each -> text.append("| | | ").append(each).append(" |\n"));
        return text.toString();
    }
}
