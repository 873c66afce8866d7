package dev.baton.benchmarks;

import java.util.List;

/**
 * What one benchmark found.
 *
 * @param method how it was measured, in a sentence, so that a pasted table explains itself
 */
public record Report(String benchmark, String method, List<Figure> figures) {
    public Report {
        figures = List.copyOf(figures);
        if (figures.isEmpty()) {
            throw new IllegalArgumentException(benchmark + " measured nothing");
        }
    }

    public boolean isMissed() {
        return figures.stream().anyMatch(Figure::isMissed);
    }

    /** A Markdown table, to be pasted as it is. */
    public String table() {
        StringBuilder text = new StringBuilder("### " + benchmark + "\n" + method + "\n\n");
        text.append("| figure | measured | unit | limit | |\n|---|---:|---|---:|---|\n");
        figures.forEach(figure -> text.append("| ")
                .append(String.join(" | ", figure.name(), figure.valueText(), figure.unit(), figure.limitText(),
                        figure.verdict()))
                .append(" |\n"));
        return text.toString();
    }
}
