package dev.baton.notification.channel.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of posting once. */
public sealed interface WebhookReply {
    /**
     * The other side answered.
     *
     * @param body its beginning
     * @param whole false when the answer broke off or went on for too long
     * @param retryAfter how long it asked to be left alone
     */
    record Answered(int status, String body, boolean whole, @Nullable Duration retryAfter) implements WebhookReply {
        /** For the record of the delivery. */
        public String text() {
            return (status + " " + body).strip();
        }
    }

    /** The request did not get out whole: nobody can have taken the message. */
    record NotSent(String why) implements WebhookReply {}

    /** The request was handed over and no status came back: the message may have been taken. */
    record Unanswered(String why) implements WebhookReply {}
}
