package dev.baton.opsctl.deadletter;

import dev.baton.events.EventHeaders;
import dev.baton.opsctl.Misspelt;
import dev.baton.opsctl.Settings;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
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
        try (DeadLetters letters = new DeadLetters(settings.kafka()); Holes holes = new Holes(settings.databases())) {
            String command = words.isEmpty() ? "" : words.getFirst();
            boolean dryRun = words.size() == 3 && words.get(2).equals("--dry-run");
            if (command.equals("list") && words.size() == 1) {
                list(letters, holes);
            } else if (command.equals("show") && words.size() == 2) {
                show(letters.find(LetterId.of(words.get(1))));
            } else if (command.equals("replay") && dryRun) {
                foresee(letters.find(LetterId.of(words.get(1))), holes);
            } else if (command.equals("replay") && words.size() == 2) {
                replay(letters.find(LetterId.of(words.get(1))), holes);
            } else {
                throw new Misspelt();
            }
        }
    }

    private void list(DeadLetters letters, Holes holes) {
        AtomicInteger count = new AtomicInteger();
        letters.forEach(letter -> {
            count.incrementAndGet();
            out.accept("%s %-5s account %s sequence %s %s of group %s: %s, %s".formatted(letter.id(),
                    holes.isOpen(letter) ? "open" : "-", shown(letter.account().map(UUID::toString)),
                    shown(letter.sequence()), shown(letter.header(EventHeaders.EVENT_TYPE)), shown(letter.group()),
                    shown(letter.header("dlt-reason")), shown(letter.header("dlt-time"))));
        });
        out.accept(count.get() == 0
                ? "There are no dead letters."
                : count.get() + " dead letters; open ones lack their effect.");
    }

    private void show(DeadLetter letter) {
        out.accept(letter.id().toString());
        letter.record()
                .headers()
                .forEach(header -> out.accept("  " + printable(header.key()) + ": "
                        + shown(Optional.ofNullable(header.value()).flatMap(DeadLetter::text))));
        out.accept("key:   " + body(letter.record().key()));
        out.accept("value: " + body(letter.record().value()));
    }

    private void foresee(DeadLetter letter, Holes holes) {
        Optional<String> objection = new Replay(settings.kafka(), holes, PATIENCE).objection(letter);
        out.accept(objection.map(why -> letter.id() + " would not be replayed: " + why)
                .orElseGet(() -> "%s would be published to %s, partition %d; group %s would apply it once".formatted(
                        letter.id(),
                        shown(letter.topic()), letter.partition().orElseThrow(), shown(letter.group()))));
    }

    private void replay(DeadLetter letter, Holes holes) throws InterruptedException {
        new Replay(settings.kafka(), holes, PATIENCE).run(letter);
        out.accept(letter.id() + " was replayed; group " + shown(letter.group()) + " has applied it");
    }

    private static String body(byte @org.jspecify.annotations.Nullable [] bytes) {
        if (bytes == null) {
            return "none";
        }
        return DeadLetter.text(bytes)
                .map(DeadLetterCommands::printable)
                .orElseGet(() -> bytes.length + " bytes that are no text");
    }

    private static String shown(OptionalLong number) {
        return number.isPresent() ? Long.toString(number.getAsLong()) : "?";
    }

    private static String shown(Optional<String> text) {
        return text.map(DeadLetterCommands::printable).orElse("?");
    }

    /** Whoever wrote a record must not steer the operator's terminal. */
    private static String printable(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (Character.isISOControl(point) || Character.getType(point) == Character.FORMAT) {
                safe.append("\\u%04x".formatted(point));
            } else {
                safe.appendCodePoint(point);
            }
        });
        return safe.toString();
    }
}
