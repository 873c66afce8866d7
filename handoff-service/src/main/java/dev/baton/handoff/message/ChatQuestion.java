package dev.baton.handoff.message;

import dev.baton.handoff.assessment.SolvedCase;
import dev.baton.handoff.context.Snapshot;
import dev.baton.handoff.context.StoredJson;
import dev.baton.handoff.model.Excerpt;
import dev.baton.handoff.session.Session;
import dev.baton.platform.database.Columns;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a model gets to see of a session and its chat, as JSON, whatever people wrote: texts are shortened, and of many
 * the newest are told. All of it is data; {@code message/instructions.md} says what it means. Who it was is not told: it
 * is of no use to a model, and would come back in words from which it cannot be erased.
 */
final class ChatQuestion {
    // All in characters of Unicode. JSON makes at most two chars of one, so the whole stays below what a model takes.
    private static final int MAX_QUESTION = 4_000;
    private static final int MAX_MESSAGE = 2_000;
    private static final int MAX_MESSAGES = 12_000;
    private static final int MAX_LINE = 600;
    private static final int MAX_STEPS = 16_000;

    private ChatQuestion() {}

    static String of(Conversation conversation) {
        Session session = conversation.session();
        Snapshot recorded = Snapshot.of(session, conversation.steps());
        List<Step> steps = newest(recorded.whatWasTried().stream().map(Step::of).toList(), Step::length, MAX_STEPS);
        List<Message> chat = conversation.messages();
        List<Said> before = newest(chat.subList(0, chat.size() - 1).stream().map(Said::of).toList(), Said::length,
                MAX_MESSAGES);
        return StoredJson.write(new Data(Excerpt.of(session.problemSummary(), MAX_LINE), session.domain(), steps,
                recorded.stepCount() - steps.size(), SolvedCase.among(conversation.similar()), before,
                Excerpt.of(conversation.question().text(), MAX_QUESTION)));
    }

    private static <T> List<T> newest(List<T> oldestFirst, ToIntFunction<T> length, int max) {
        int first = oldestFirst.size();
        int left = max;
        while (first > 0 && length.applyAsInt(oldestFirst.get(first - 1)) <= left) {
            first--;
            left -= length.applyAsInt(oldestFirst.get(first));
        }
        return oldestFirst.subList(first, oldestFirst.size());
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.codePointCount(0, text.length());
    }

    private record Data(String problem, String domain, List<Step> steps, int earlierSteps, List<SolvedCase> similar,
            List<Said> messages, String question) {}

    private record Step(String kind, String text, @Nullable String outcome, @Nullable String command) {
        static Step of(Snapshot.Tried tried) {
            return new Step(Columns.constant(tried.kind()), Excerpt.of(tried.text(), MAX_LINE),
                    shortened(tried.outcome()), shortened(tried.command()));
        }

        int length() {
            return ChatQuestion.length(text) + ChatQuestion.length(outcome) + ChatQuestion.length(command);
        }

        private static @Nullable String shortened(@Nullable String text) {
            return text == null ? null : Excerpt.of(text, MAX_LINE);
        }
    }

    private record Said(String from, String text) {
        static Said of(Message message) {
            return new Said(message.kind() == Message.Kind.PERSON ? "technician" : "assistant",
                    Excerpt.of(message.text(), MAX_MESSAGE));
        }

        int length() {
            return ChatQuestion.length(text);
        }
    }
}
