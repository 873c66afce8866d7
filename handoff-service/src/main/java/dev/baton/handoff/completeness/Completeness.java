package dev.baton.handoff.completeness;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How complete a handoff would be (H13). It is advice and blocks nothing.
 *
 * @param score 0 to 100, in equal parts for the elements that are there
 * @param elements all five, in the order of I-PASS
 */
public record Completeness(int score, List<Finding> elements) {
    private static final int WHOLE = 100;

    public Completeness {
        elements = List.copyOf(elements);
    }

    static Completeness of(List<Finding> elements) {
        long present = elements.stream().filter(Finding::present).count();
        return new Completeness(Math.toIntExact(present * WHOLE / elements.size()), elements);
    }

    /**
     * Whether one element is there.
     *
     * @param title what a help desk calls it
     * @param advice one sentence that names what is missing; null when nothing is
     */
    public record Finding(Element element, String title, boolean present, @Nullable String advice) {}
}
