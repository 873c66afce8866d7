package dev.baton.notification.channel.slack;

import dev.baton.notification.channel.Outcome;
import dev.baton.notification.channel.webhook.StatusRules;
import dev.baton.notification.channel.webhook.WebhookReply;
import dev.baton.notification.channel.webhook.WebhookReply.Answered;
import java.util.Set;

/** Slack answers with one word. Success is 200 and {@code ok}, nothing less. */
final class SlackAnswers {
    /** Of the webhook or its channel: no later message will fare better. */
    private static final Set<String> CLOSED = Set.of("no_service", "no_service_id", "no_team", "no_active_hooks",
            "team_disabled", "invalid_token", "channel_not_found", "channel_is_archived", "action_prohibited",
            "posting_to_general_channel_denied", "user_not_found");
    /** Of this message. */
    private static final Set<String> REFUSED = Set.of("invalid_payload", "invalid_blocks", "invalid_blocks_format",
            "too_many_attachments", "no_text", "missing_text_or_fallback_or_attachments");

    private SlackAnswers() {}

    static Outcome outcomeOf(WebhookReply reply) {
        return StatusRules.outcomeOf(reply, SlackAnswers::outcomeOf);
    }

    private static Outcome outcomeOf(Answered answer) {
        String word = answer.body().strip();
        if (answer.status() == 200 && answer.whole() && word.equals("ok")) {
            return new Outcome.Accepted(answer.text());
        }
        if (answer.status() == 429) {
            return StatusRules.byStatus(answer);
        }
        if (CLOSED.contains(word)) {
            return new Outcome.Closed(answer.text());
        }
        return REFUSED.contains(word) ? new Outcome.Refused(answer.text()) : StatusRules.byStatus(answer);
    }
}
