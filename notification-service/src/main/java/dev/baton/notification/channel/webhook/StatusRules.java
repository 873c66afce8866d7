package dev.baton.notification.channel.webhook;

import dev.baton.notification.channel.Outcome;
import dev.baton.notification.channel.webhook.WebhookReply.Answered;
import dev.baton.notification.channel.webhook.WebhookReply.NotSent;
import dev.baton.notification.channel.webhook.WebhookReply.Unanswered;
import java.util.function.Function;

/** What an answer means by its status alone, where the service's own words say nothing more. */
public final class StatusRules {
    private StatusRules() {}

    /**
     * What any reply means.
     *
     * @param answered knows the words of the service
     */
    public static Outcome outcomeOf(WebhookReply reply, Function<Answered, Outcome> answered) {
        return switch (reply) {
            case Answered answer -> answered.apply(answer);
            case NotSent not -> new Outcome.Unavailable(not.why());
            case Unanswered none -> new Outcome.Ambiguous(none.why());
        };
    }

    public static Outcome byStatus(Answered answer) {
        return switch (answer.status()) {
            // The webhook itself is gone or forbidden.
            case 401, 403, 404, 410 -> new Outcome.Closed(answer.text());
            case 429 -> new Outcome.Deferred(answer.text(), answer.retryAfter());
            case 503 -> answer.retryAfter() == null
                    ? new Outcome.Unavailable(answer.text())
                    : new Outcome.Deferred(answer.text(), answer.retryAfter());
            // Something in between speaks, and does not know what became of the request behind it.
            case 502, 504 -> new Outcome.Ambiguous(answer.text());
            case 408, 425 -> new Outcome.Unavailable(answer.text());
            default -> byClass(answer);
        };
    }

    private static Outcome byClass(Answered answer) {
        return switch (answer.status() / 100) {
            // Success without the sign of it: a proxy's page, or an answer that broke off.
            case 2 -> new Outcome.Ambiguous(answer.text());
            case 4 -> new Outcome.Refused(answer.text());
            // A redirect is not followed: the list of hosts would be worth nothing.
            default -> new Outcome.Unavailable(answer.text());
        };
    }
}
