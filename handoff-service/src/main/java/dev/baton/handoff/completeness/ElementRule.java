package dev.baton.handoff.completeness;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * By what one element is recognised: all of it must hold.
 *
 * @param readIn the texts that count
 * @param minWords how many words these texts have together at least
 * @param minActions how many actions the session has recorded at least
 * @param needsPriority whether a priority must be chosen
 * @param cues words or phrases of which one must stand in these texts; none asked for when empty
 */
record ElementRule(Element element, String title, List<Source> readIn, int minWords, int minActions,
        boolean needsPriority, List<String> cues, String advice) {
    private static final Pattern SPACE = Pattern.compile("\\s+");

    ElementRule {
        readIn = List.copyOf(readIn);
        cues = List.copyOf(cues);
    }

    enum Source {
        @JsonProperty("problem") PROBLEM,
        @JsonProperty("reason") REASON,
        @JsonProperty("notes") NOTES
    }

    Completeness.Finding judge(Draft draft, String problem, long actions) {
        String text = readIn.stream().map(source -> switch (source) {
            case PROBLEM -> problem;
            case REASON -> draft.reason();
            case NOTES -> draft.notes();
        }).collect(Collectors.joining(" ")).strip();
        boolean present = words(text) >= minWords && actions >= minActions
                && (!needsPriority || draft.priority() != null)
                && (cues.isEmpty() || cue().matcher(text.replace('’', '\'')).find());
        return new Completeness.Finding(element, title, present, present ? null : advice);
    }

    private static int words(String text) {
        return text.isEmpty() ? 0 : SPACE.split(text, -1).length;
    }

    // Whole words with their usual endings, as the rules of the assessment: "if" is not in "gift", "user" is in "users".
    private Pattern cue() {
        return Pattern.compile(cues.stream()
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "(?<![\\p{L}\\p{N}])(?:", ")(?:s|es|d|ed|ing)?(?![\\p{L}\\p{N}])")),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
