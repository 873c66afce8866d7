package dev.baton.notification.channel.teams;

import dev.baton.notification.channel.Outcome;
import dev.baton.notification.channel.webhook.StatusRules;
import dev.baton.notification.channel.webhook.WebhookReply;
import dev.baton.notification.channel.webhook.WebhookReply.Answered;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A flow answers before it posts: 202 means queued. Some flows answer after they posted, with 200, and put what Teams told
 * them into the body, also of a failure.
 */
final class TeamsAnswers {
    private static final Pattern STATUS_IN_BODY = Pattern.compile("HTTP error (\\d{3})");
    private static final Pattern THROTTLED = Pattern.compile("\\b429\\b|toomanyrequests|too many requests|throttl");
    /** The flow was turned off. */
    private static final Pattern OFF = Pattern.compile("workflowtriggerisnotenabled|triggerdisabled|workflowdisabled");

    private TeamsAnswers() {}

    static Outcome outcomeOf(WebhookReply reply) {
        return StatusRules.outcomeOf(reply, TeamsAnswers::outcomeOf);
    }

    private static Outcome outcomeOf(Answered answer) {
        return switch (answer.status()) {
            case 200 -> ofBody(answer);
            case 202 -> new Outcome.Accepted("202 queued by the flow, not yet posted");
            case 400 -> ofRefusal(answer);
            default -> StatusRules.byStatus(answer);
        };
    }

    private static Outcome ofBody(Answered answer) {
        Matcher failure = STATUS_IN_BODY.matcher(answer.body());
        if (failure.find()) {
            return StatusRules.byStatus(new Answered(Integer.parseInt(failure.group(1)), answer.body(), answer.whole(),
                    answer.retryAfter()));
        }
        // A flow answers with a word or nothing. A page is from something in between, and what became of the request behind
        // it nobody knows.
        return answer.whole() && !answer.body().stripLeading().startsWith("<")
                ? new Outcome.Accepted(answer.text())
                : new Outcome.Ambiguous(answer.text());
    }

    private static Outcome ofRefusal(Answered answer) {
        String body = answer.body().toLowerCase(Locale.ROOT);
        if (OFF.matcher(body).find()) {
            return new Outcome.Closed(answer.text());
        }
        return THROTTLED.matcher(body).find()
                ? new Outcome.Deferred(answer.text(), answer.retryAfter())
                : new Outcome.Refused(answer.text());
    }
}
