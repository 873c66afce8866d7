package dev.baton.notification.channel.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.notification.channel.Outcome;
import dev.baton.notification.channel.webhook.WebhookReply;
import dev.baton.notification.channel.webhook.WebhookReply.Answered;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlackAnswersTest {
    @ParameterizedTest
    @CsvSource({"200, ok, Accepted", "200, 'ok\n', Accepted", "200, <html>sign in</html>, Ambiguous",
            "200, '', Ambiguous",
            "204, '', Ambiguous", "200, invalid_token, Closed", "404, no_service, Closed", "404, no_team, Closed",
            "404, channel_not_found, Closed", "410, channel_is_archived, Closed", "403, action_prohibited, Closed",
            "403, invalid_token, Closed", "403, posting_to_general_channel_denied, Closed",
            "400, user_not_found, Closed",
            "400, no_service, Closed", "403, whatever, Closed", "404, '', Closed", "410, '', Closed",
            "400, invalid_payload, Refused", "400, too_many_attachments, Refused", "400, invalid_blocks, Refused",
            "400, whatever, Refused", "413, '', Refused", "415, '', Refused", "429, rate_limited, Deferred",
            "429, no_service, Deferred", "500, rollup_error, Unavailable", "503, '', Unavailable", "502, '', Ambiguous",
            "504, '', Ambiguous", "408, '', Unavailable", "301, '', Unavailable", "307, ok, Unavailable"})
    void whatEachAnswerMeans(int status, String body, String outcome) {
        assertThat(SlackAnswers.outcomeOf(new Answered(status, body, true, null)).getClass().getSimpleName())
                .isEqualTo(outcome);
    }

    @Test
    void anOkThatBrokeOffIsNoSuccess() {
        assertThat(SlackAnswers.outcomeOf(new Answered(200, "ok", false, null))).isInstanceOf(Outcome.Ambiguous.class);
    }

    @Test
    void theWaitThatSlackAskedForIsPassedOn() {
        Duration wait = Duration.ofSeconds(30);

        assertThat(SlackAnswers.outcomeOf(new Answered(429, "rate_limited", true, wait)))
                .isEqualTo(new Outcome.Deferred("429 rate_limited", wait));
        assertThat(SlackAnswers.outcomeOf(new Answered(503, "", true, wait)))
                .isEqualTo(new Outcome.Deferred("503", wait));
    }

    @Test
    void withoutAnAnswerItDependsOnWhetherTheMessageGotOut() {
        assertThat(SlackAnswers.outcomeOf(new WebhookReply.NotSent("refused"))).isInstanceOf(Outcome.Unavailable.class);
        assertThat(SlackAnswers.outcomeOf(new WebhookReply.Unanswered("reset"))).isInstanceOf(Outcome.Ambiguous.class);
    }
}
