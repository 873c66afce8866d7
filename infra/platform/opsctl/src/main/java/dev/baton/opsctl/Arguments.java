package dev.baton.opsctl;

import dev.baton.events.AccountId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The words behind a command, taken apart: names, {@code --option value} and {@code --flag}. */
public final class Arguments {
    private final List<String> names = new ArrayList<>();
    private final Map<String, String> options = new HashMap<>();
    private final Set<String> flags = new HashSet<>();

    /**
     * Takes the words apart.
     *
     * @param options that the command knows and that take a value, with their dashes
     * @param flags that the command knows
     * @throws Misspelt for any other, for one without its value, and for one that stands twice
     */
    public Arguments(List<String> words, Set<String> options, Set<String> flags) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (options.contains(word) && i + 1 < words.size() && !this.options.containsKey(word)) {
                i++;
                this.options.put(word, words.get(i));
            } else if (!word.startsWith("-")) {
                names.add(word);
            } else if (!flags.contains(word) || !this.flags.add(word)) {
                throw new Misspelt();
            }
        }
    }

    public List<String> names() {
        return List.copyOf(names);
    }

    public boolean has(String flag) {
        return flags.contains(flag);
    }

    public Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    public String required(String name) {
        return option(name).orElseThrow(Misspelt::new);
    }

    /**
     * Reads the id of an account.
     *
     * @throws Refused when it is none
     */
    public static AccountId account(String text) {
        try {
            return AccountId.of(text);
        } catch (IllegalArgumentException e) {
            throw new Refused(text + " is not the id of an account");
        }
    }
}
