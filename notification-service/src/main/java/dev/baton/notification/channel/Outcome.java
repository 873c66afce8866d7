package dev.baton.notification.channel;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What became of handing one message over. */
public sealed interface Outcome {
    /** The other side's answer, bounded and on one line, for the record of the delivery. */
    String answer();

    /** The other side took responsibility for the message. */
    record Accepted(String answer) implements Outcome {
        public Accepted {
            answer = Answers.tidy(answer);
        }
    }

    /** The other side will never take this message; trying again does not help. */
    record Refused(String answer) implements Outcome {
        public Refused {
            answer = Answers.tidy(answer);
        }
    }

    /** The other side says that the destination takes no message any more: it is disabled, and an admin is told. */
    record Closed(String answer) implements Outcome {
        public Closed {
            answer = Answers.tidy(answer);
        }
    }

    /**
     * The other side works, but does not take this message now.
     *
     * @param notBefore how long it asked to be left alone, by any message, if it said so
     */
    record Deferred(String answer, @Nullable Duration notBefore) implements Outcome {
        public Deferred {
            answer = Answers.tidy(answer);
        }
    }

    /** The other side could not be reached or takes nothing from us; the message was certainly not accepted. */
    record Unavailable(String answer) implements Outcome {
        public Unavailable {
            answer = Answers.tidy(answer);
        }
    }

    /** The conversation broke after the whole message was sent: it may or may not have been accepted. */
    record Ambiguous(String answer) implements Outcome {
        public Ambiguous {
            answer = Answers.tidy(answer);
        }
    }

    /** Keeps foreign text from growing or breaking a log line. */
    final class Answers {
        private static final int MAX_CHARACTERS = 300;

        private Answers() {}

        private static String tidy(String answer) {
            String line = OneLine.of(Objects.requireNonNull(answer, "answer"));
            return line.length() <= MAX_CHARACTERS ? line : line.substring(0, MAX_CHARACTERS);
        }
    }
}
