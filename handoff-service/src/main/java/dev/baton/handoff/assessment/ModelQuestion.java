package dev.baton.handoff.assessment;

import dev.baton.handoff.context.HandoffContext;
import dev.baton.handoff.context.StoredJson;
import dev.baton.handoff.context.TicketNotes;
import dev.baton.handoff.model.Excerpt;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a model gets to see of an escalation, as JSON, whatever people wrote: lines and the whole are shortened. All of
 * it is data; {@code assessment/instructions.md} says what it means.
 */
final class ModelQuestion {
    private static final int MAX_LINE = 600;
    // What people say first and what they did last tell most.
    private static final int MAX_HEAD = 6_000;
    private static final int MAX_TAIL = 18_000;
    private static final int MAX_REJECTED = 6_000;

    private ModelQuestion() {}

    static String of(HandoffContext context) {
        return StoredJson.write(data(context, null));
    }

    /** Asks for another answer instead of one that does not fit. */
    static String again(HandoffContext context, ModelAnswers.Misfit misfit) {
        return StoredJson.write(data(context, new Rejected(Excerpt.of(misfit.text(), MAX_REJECTED), misfit.errors())));
    }

    private static Data data(HandoffContext context, @Nullable Rejected rejected) {
        return new Data(documentation(context.documentation()), SolvedCase.among(context.similar()), rejected);
    }

    private static String documentation(String text) {
        // Who it was is of no use to a model, and would come back in words from which it cannot be erased.
        String shorter = text.lines()
                .filter(line -> !line.startsWith(TicketNotes.AUTHOR))
                .map(line -> Excerpt.of(line, MAX_LINE))
                .collect(Collectors.joining("\n"));
        int characters = shorter.codePointCount(0, shorter.length());
        if (characters <= MAX_HEAD + MAX_TAIL) {
            return shorter;
        }
        return Excerpt.of(shorter, MAX_HEAD) + "\n"
                + shorter.substring(shorter.offsetByCodePoints(0, characters - MAX_TAIL));
    }

    private record Data(String documentation, List<SolvedCase> similar, @Nullable Rejected rejected) {}

    private record Rejected(String answer, List<String> errors) {}
}
