package dev.baton.handoff.assessment;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What the built-in assessor knows about one kind of trouble.
 *
 * @param domains where it applies
 * @param words lower-case words or phrases that point to it
 */
record Rule(List<String> domains, List<String> words, String likelyCause,
        List<Assessment.SuggestedStep> suggestedSteps) {
    Rule {
        domains = List.copyOf(domains);
        words = List.copyOf(words);
        suggestedSteps = List.copyOf(suggestedSteps);
    }

    /** How many of its words stand in the text; 0 outside its domains. */
    long score(String domain, String lowerCaseText) {
        return domains.contains(domain) ? words.stream().filter(word -> stands(word, lowerCaseText)).count() : 0;
    }

    // Whole words with their usual endings: "ost" is not in "most", "sync" is in "syncing".
    private static boolean stands(String word, String text) {
        // Most words are not in there at all, and an expression costs more than a look.
        return text.contains(word)
                && Pattern.compile("\\b" + Pattern.quote(word) + "(s|es|d|ed|ing)?\\b").matcher(text).find();
    }
}
