package dev.baton.notification.channel.email;

import dev.baton.notification.channel.Notice;
import dev.baton.notification.channel.OneLine;
import dev.baton.notification.channel.PickUpNotice;
import dev.baton.notification.channel.PlainNotice;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import org.springframework.stereotype.Component;

/**
 * Makes the mail of a notice. Every header value that holds text of people passes {@link OneLine}.
 *
 * <p>The message id is made of the delivery's, so a repeat carries the same one and receivers can drop it; the mails of
 * one handoff refer to a common id and are shown as a thread (RFC 5322, section 3.6.4).
 */
@Component
final class PickUpMails {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final Session session;
    private final PickUpBody body;
    private final Clock clock;
    private final InternetAddress from;
    private final String domain;

    PickUpMails(SmtpRelay relay, PickUpBody body, EmailProperties properties, Clock clock) throws AddressException {
        this.session = relay.session();
        this.body = body;
        this.clock = clock;
        this.from = new InternetAddress(OneLine.of(properties.from()), true);
        this.domain = from.getAddress().substring(from.getAddress().lastIndexOf('@') + 1);
    }

    /** @throws AddressException when the directory has no mailable address for the person */
    Address recipientOf(Notice notice) throws AddressException {
        InternetAddress address = new InternetAddress(notice.address(), true);
        if (address.getAddress().indexOf('@') < 1 || address.isGroup()) {
            throw new AddressException("not a mailbox");
        }
        try {
            address.setPersonal(OneLine.of(notice.recipientName()), UTF_8);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
        return address;
    }

    MimeMessage render(Notice notice, Address recipient) throws MessagingException {
        MimeMessage mail = new IdentifiedMail(session, "<" + notice.id() + "@" + domain + ">");
        mail.setFrom(from);
        mail.setRecipient(Message.RecipientType.TO, recipient);
        mail.setSubject(OneLine.of(notice.title()), UTF_8);
        mail.setSentDate(Date.from(clock.instant()));
        if (notice instanceof PickUpNotice pickUp) {
            mail.setHeader("References", "<" + pickUp.handoffId() + "@" + domain + ">");
        }
        // RFC 3834: keeps vacation programs from answering; the second is what Exchange honours.
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setHeader("X-Auto-Response-Suppress", "All");
        mail.setContent(switch (notice) {
            case PickUpNotice pickUp -> alternatives(body.text(pickUp), body.html(pickUp));
            case PlainNotice plain -> alternatives(body.text(plain), body.html(plain));
        });
        mail.saveChanges();
        return mail;
    }

    private static MimeMultipart alternatives(String plainText, String htmlText) throws MessagingException {
        MimeBodyPart text = new MimeBodyPart();
        text.setText(plainText, UTF_8, "plain");
        MimeBodyPart html = new MimeBodyPart();
        html.setText(htmlText, UTF_8, "html");
        // Last is preferred (RFC 2046, section 5.1.4).
        return new MimeMultipart("alternative", text, html);
    }

    private static final class IdentifiedMail extends MimeMessage {
        private final String messageId;

        IdentifiedMail(Session session, String messageId) {
            super(session);
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }
}
