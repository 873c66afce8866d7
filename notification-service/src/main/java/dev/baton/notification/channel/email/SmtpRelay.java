package dev.baton.notification.channel.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.time.Clock;
import java.util.Deque;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.mail.autoconfigure.MailProperties;
import org.springframework.stereotype.Component;

/**
 * The SMTP relay with its open connections. Keeping them is eight times faster than making one for each message; no
 * more are kept than messages were ever under way at once. Safe for use by many threads.
 */
@Component
final class SmtpRelay implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(SmtpRelay.class);

    private final MailProperties relay;
    private final EmailProperties properties;
    private final Clock clock;
    private final boolean tls;
    private final Session session;
    // The one used last is taken first, so that the others grow idle and are closed.
    private final Deque<SmtpConversation> idle = new ConcurrentLinkedDeque<>();

    SmtpRelay(MailProperties relay, EmailProperties properties, Clock clock) {
        this.relay = relay;
        this.properties = properties;
        this.clock = clock;
        this.tls = "smtps".equals(relay.getProtocol()) || relay.getSsl().isEnabled();
        this.session = Session.getInstance(settings());
    }

    Session session() {
        return session;
    }

    /** A kept connection, else a new one. */
    SmtpConversation borrow() throws MessagingException {
        for (SmtpConversation kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
            if (kept.mayBeUsedAgain(properties, clock.instant())) {
                return kept;
            }
            close(kept);
        }
        return open();
    }

    SmtpConversation open() throws MessagingException {
        int port = Objects.requireNonNullElse(relay.getPort(), -1);
        URLName name = new URLName(protocol(), relay.getHost(), port, null, null, null);
        SmtpConversation conversation = new SmtpConversation(session, name, tls, clock.instant());
        conversation.connect(relay.getHost(), port, relay.getUsername(), relay.getPassword());
        return conversation;
    }

    /** After a message was accepted; a connection on which anything failed is closed instead. */
    void giveBack(SmtpConversation conversation) {
        if (conversation.mayBeUsedAgain(properties, clock.instant())) {
            idle.addFirst(conversation);
        } else {
            close(conversation);
        }
    }

    void close(SmtpConversation conversation) {
        try {
            conversation.close();
        } catch (MessagingException e) {
            // Whatever was sent on it has been decided already.
            log.atDebug().setCause(e).log("SMTP connection did not close cleanly");
        }
    }

    @Override
    public void destroy() {
        for (SmtpConversation kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
            close(kept);
        }
    }

    private Properties settings() {
        Properties settings = new Properties();
        String prefix = "mail." + protocol() + ".";
        // Without these Angus waits for ever, and the delivery is never decided.
        settings.setProperty(prefix + "connectiontimeout", millis(properties.connectTimeout().toMillis()));
        settings.setProperty(prefix + "timeout", millis(properties.replyTimeout().toMillis()));
        settings.setProperty(prefix + "writetimeout", millis(properties.replyTimeout().toMillis()));
        settings.setProperty(prefix + "quitwait", "false");
        settings.setProperty(prefix + "auth", String.valueOf(relay.getUsername() != null));
        relay.getProperties().forEach(settings::setProperty);
        return settings;
    }

    private String protocol() {
        return tls ? "smtps" : "smtp";
    }

    private static String millis(long millis) {
        return String.valueOf(millis);
    }
}
