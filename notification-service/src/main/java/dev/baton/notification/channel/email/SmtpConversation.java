package dev.baton.notification.channel.email;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Instant;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * One connection to the relay, used by one thread at a time. It remembers whether the end of the current message has
 * been sent: until then the relay cannot have accepted it, from then on a broken connection says nothing.
 */
final class SmtpConversation extends SMTPTransport {
    private Instant lastUsedAt;
    private int messages;
    private boolean messageComplete;

    SmtpConversation(Session session, URLName relay, boolean tls, Instant now) {
        super(session, relay, tls ? "smtps" : "smtp", tls);
        this.lastUsedAt = now;
    }

    /** Sends one message to one recipient and returns the relay's answer. */
    String deliver(MimeMessage message, Address recipient, Instant now) throws MessagingException {
        lastUsedAt = now;
        messages++;
        messageComplete = false;
        sendMessage(message, new Address[]{recipient});
        return getLastServerResponse();
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        // Before the final dot leaves: a failure in between counts as sent. That may cost a marked repeat, never a loss.
        messageComplete = true;
        super.finishData();
    }

    /** Whether the message that failed may have been accepted. */
    boolean messageComplete() {
        return messageComplete;
    }

    /** Whether an earlier message went through here: the relay may have closed the connection since. */
    boolean reused() {
        return messages > 1;
    }

    boolean mayBeUsedAgain(EmailProperties properties, Instant now) {
        return messages < properties.messagesPerConnection()
                && now.isBefore(lastUsedAt.plus(properties.idleTimeout()));
    }
}
