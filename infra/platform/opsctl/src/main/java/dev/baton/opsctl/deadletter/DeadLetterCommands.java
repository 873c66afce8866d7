package dev.baton.opsctl.deadletter;

import dev.baton.opsctl.Arguments;
import dev.baton.opsctl.Misspelt;
import dev.baton.opsctl.Refused;
import dev.baton.opsctl.Settings;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** {@code dead-letters list}, {@code show} and {@code replay}. */
public final class DeadLetterCommands {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Settings settings;
    private final Consumer<String> out;

    /** @param out gets line after line */
    public DeadLetterCommands(Settings settings, Consumer<String> out) {
        this.settings = settings;
        this.out = out;
    }

    public void run(List<String> words) throws InterruptedException, SQLException {
        Arguments arguments = new Arguments(words, LetterFilter.OPTIONS, Set.of("--json", "--dry-run", "--all-open"));
        List<String> names = arguments.names();
        String command = names.isEmpty() ? "" : names.getFirst();
        try (DeadLetters letters = new DeadLetters(settings.kafka()); Holes holes = new Holes(settings.databases())) {
            if (command.equals("list") && names.size() == 1 && !arguments.has("--dry-run")
                    && !arguments.has("--all-open")) {
                list(letters, holes, LetterFilter.of(arguments), arguments.has("--json"));
            } else if (command.equals("show") && words.size() == 2) {
                show(letters.find(LetterId.of(words.get(1))));
            } else if (command.equals("replay") && names.size() == (arguments.has("--all-open") ? 1 : 2)
                    && !arguments.has("--json")) {
                replay(letters, holes, arguments);
            } else {
                throw new Misspelt();
            }
        }
    }

    private void list(DeadLetters letters, Holes holes, LetterFilter filter, boolean json) {
        AtomicInteger count = new AtomicInteger();
        letters.forEach(letter -> {
            if (filter.takes(letter)) {
                count.incrementAndGet();
                boolean open = holes.isOpen(letter);
                out.accept(json ? LetterText.json(letter, open) : LetterText.line(letter, open));
            }
        });
        if (!json) {
            out.accept(count.get() == 0
                    ? "There are no dead letters."
                    : count.get() + " dead letters; open ones lack their effect.");
        }
    }

    private void show(DeadLetter letter) {
        out.accept(letter.id().toString());
        letter.record()
                .headers()
                .forEach(header -> out.accept("  " + LetterText.printable(header.key()) + ": "
                        + LetterText.shown(Optional.ofNullable(header.value()).flatMap(DeadLetter::text))));
        out.accept("key:   " + LetterText.body(letter.record().key()));
        out.accept("value: " + LetterText.body(letter.record().value()));
    }

    private void replay(DeadLetters letters, Holes holes, Arguments arguments) throws InterruptedException {
        boolean dryRun = arguments.has("--dry-run");
        if (arguments.has("--all-open")) {
            replayAllOpen(letters, holes, LetterFilter.of(arguments), dryRun);
            return;
        }
        DeadLetter letter = letters.find(LetterId.of(arguments.names().get(1)));
        if (dryRun) {
            foresee(letter, holes);
        } else {
            replay(letter, holes);
        }
    }

    private void replayAllOpen(DeadLetters letters, Holes holes, LetterFilter filter, boolean dryRun)
            throws InterruptedException {
        // Their ids only: bodies are read one at a time.
        List<LetterId> open = new ArrayList<>();
        letters.forEach(letter -> {
            if (filter.takes(letter) && holes.isOpen(letter)) {
                open.add(letter.id());
            }
        });
        out.accept(open.size() + " open dead letters");
        int refused = 0;
        for (LetterId id : open) {
            refused += handle(letters.find(id), holes, dryRun) ? 0 : 1;
        }
        if (refused > 0) {
            throw new Refused(
                    "%d of %d %s replayed".formatted(refused, open.size(), dryRun ? "would not be" : "were not"));
        }
    }

    /** False when it was refused: one that cannot be replayed holds up no other. */
    private boolean handle(DeadLetter letter, Holes holes, boolean dryRun) throws InterruptedException {
        try {
            if (dryRun) {
                foresee(letter, holes);
            } else if (holes.isOpen(letter)) {
                replay(letter, holes);
            }
            // Else an earlier letter of the same event has filled the hole meanwhile.
            return true;
        } catch (Refused e) {
            out.accept(String.valueOf(e.getMessage()));
            return false;
        }
    }

    private void foresee(DeadLetter letter, Holes holes) {
        new Replay(settings.kafka(), holes, PATIENCE).objection(letter).ifPresent(why -> {
            throw new Refused(letter.id() + " would not be replayed: " + why);
        });
        out.accept("%s would be published to %s, partition %d; group %s would apply it once".formatted(letter.id(),
                LetterText.shown(letter.topic()), letter.partition().orElseThrow(), LetterText.shown(letter.group())));
    }

    private void replay(DeadLetter letter, Holes holes) throws InterruptedException {
        new Replay(settings.kafka(), holes, PATIENCE).run(letter);
        out.accept(letter.id() + " was replayed; group " + LetterText.shown(letter.group()) + " has applied it");
    }
}
