package dev.baton.opsctl.deadletter;

import dev.baton.opsctl.Arguments;
import dev.baton.opsctl.Refused;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Which letters the operator means: all that fit every option that was named. */
record LetterFilter(Optional<String> group, Optional<String> topic, Optional<UUID> account, Optional<Instant> since) {
    static final Set<String> OPTIONS = Set.of("--group", "--topic", "--account", "--since");

    /** @throws Refused when a value cannot be what it stands for */
    static LetterFilter of(Arguments arguments) {
        return new LetterFilter(arguments.option("--group"), arguments.option("--topic"),
                arguments.option("--account").map(text -> Arguments.account(text).value()),
                arguments.option("--since").map(LetterFilter::instant));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new Refused(text + " is not a time; write it as 2026-01-31T09:00:00Z");
        }
    }

    boolean takes(DeadLetter letter) {
        return fits(group, letter.group()) && fits(topic, letter.topic()) && fits(account, letter.account())
                && since.filter(instant -> letter.record().timestamp() < instant.toEpochMilli()).isEmpty();
    }

    private static <T> boolean fits(Optional<T> wanted, Optional<T> told) {
        return wanted.isEmpty() || wanted.equals(told);
    }
}
