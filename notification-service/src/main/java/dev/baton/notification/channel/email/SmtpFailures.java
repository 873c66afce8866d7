package dev.baton.notification.channel.email;

import dev.baton.notification.channel.Outcome;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.Objects;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a failed conversation means. Only two refusals are about the message: of its recipient and of its content
 * (RFC 5321, section 4.2.1: 4yz try again, 5yz do not). Anything before that is trouble with the relay itself, which an
 * operator can cure while the message waits.
 */
final class SmtpFailures {
    private static final int SERVICE_NOT_AVAILABLE = 421;

    private SmtpFailures() {}

    /** @param messageComplete whether the end of the message had been sent */
    static Outcome outcomeOf(MessagingException failure, boolean messageComplete) {
        String answer = answerOf(failure);
        SMTPAddressFailedException recipient = find(failure, SMTPAddressFailedException.class);
        if (!messageComplete) {
            return recipient == null
                    ? new Outcome.Unavailable(answer)
                    : refusal(recipient.getReturnCode(),
                            RelayAnswers.withoutAddresses(Objects.requireNonNullElse(recipient.getMessage(), answer)));
        }
        SMTPSendFailedException content = find(failure, SMTPSendFailedException.class);
        // -1 is a connection that ended without a reply; a timeout has no reply at all.
        return content == null || content.getReturnCode() < 400
                ? new Outcome.Ambiguous(answer)
                : refusal(content.getReturnCode(), answer);
    }

    private static Outcome refusal(int code, String answer) {
        if (code >= 500) {
            return new Outcome.Refused(answer);
        }
        return code == SERVICE_NOT_AVAILABLE || code < 400
                ? new Outcome.Unavailable(answer)
                : new Outcome.Deferred(answer, null);
    }

    private static String answerOf(MessagingException failure) {
        if (failure instanceof AuthenticationFailedException) {
            // The relay's words may repeat the user name.
            return "the relay refused the sign-in";
        }
        Exception cause = failure.getNextException();
        String answer = Objects.requireNonNullElse(failure.getMessage(), failure.getClass().getSimpleName());
        return RelayAnswers.withoutAddresses(
                cause == null || cause.getMessage() == null ? answer : answer + ": " + cause.getMessage());
    }

    private static <X extends Exception> @Nullable X find(MessagingException failure, Class<X> type) {
        for (Exception e = failure; e != null; e = e instanceof MessagingException m ? m.getNextException() : null) {
            if (type.isInstance(e)) {
                return type.cast(e);
            }
        }
        return null;
    }
}
