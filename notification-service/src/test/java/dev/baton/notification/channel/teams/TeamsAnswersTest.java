package dev.baton.notification.channel.teams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.notification.channel.Outcome;
import dev.baton.notification.channel.webhook.WebhookReply.Answered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TeamsAnswersTest {
    private static final String FAILED = "Webhook message delivery failed with error: Microsoft Teams endpoint returned ";

    @ParameterizedTest
    @CsvSource({"202, '', Accepted", "202, whatever, Accepted", "200, 1, Accepted", "200, '', Accepted",
            "200, '<html><body>Sign in to the network</body></html>', Ambiguous",
            "400, '{\"error\":{\"code\":\"WorkflowTriggerIsNotEnabled\"}}', Closed",
            "400, '{\"error\":{\"code\":\"TriggerInputSchemaMismatch\"}}', Refused",
            "400, '{\"error\":{\"code\":\"TooManyRequests\"}}', Deferred", "400, HTTP error 429, Deferred",
            "400, '', Refused", "401, '', Closed", "403, '', Closed", "404, WorkflowNotFound, Closed",
            "410, '', Closed",
            "413, '', Refused", "429, '', Deferred", "500, '', Unavailable", "502, '', Ambiguous",
            "503, '', Unavailable",
            "504, '', Ambiguous", "302, '', Unavailable", "204, '', Ambiguous"})
    void whatEachAnswerMeans(int status, String body, String outcome) {
        assertThat(outcome(status, body, true)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"429, Deferred", "413, Refused", "503, Unavailable", "404, Closed"})
    void aSuccessThatCarriesAFailureIsOne(int status, String outcome) {
        assertThat(outcome(200, FAILED + "HTTP error " + status + " with ContextId x", true)).isEqualTo(outcome);
    }

    @Test
    void whatIsQueuedIsNotSaidToBePosted() {
        assertThat(TeamsAnswers.outcomeOf(new Answered(202, "", true, null)).answer()).contains("queued",
                "not yet posted");
    }

    @Test
    void aSuccessThatBrokeOffMayHaveBeenAFailure() {
        assertThat(outcome(200, FAILED, false)).isEqualTo("Ambiguous");
    }

    private static String outcome(int status, String body, boolean whole) {
        Outcome outcome = TeamsAnswers.outcomeOf(new Answered(status, body, whole, null));
        return outcome.getClass().getSimpleName();
    }
}
