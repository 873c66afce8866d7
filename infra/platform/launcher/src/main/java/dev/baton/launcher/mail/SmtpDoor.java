package dev.baton.launcher.mail;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** Takes mails by SMTP. A message is accepted after it is on disk, never before. */
final class SmtpDoor {
    private static final Logger LOG = LoggerFactory.getLogger(SmtpDoor.class);
    private static final int MAX_MESSAGE_BYTES = 1024 * 1024;
    private static final int MAX_CONNECTIONS = 200;
    private static final int LOCAL_ERROR = 451;

    private final Catch<CaughtMail> mails;
    private final Clock clock;
    private final MailReader reader = new MailReader();
    private final AtomicLong arrivals = new AtomicLong();
    private final SMTPServer server;

    SmtpDoor(Catch<CaughtMail> mails, int port, Clock clock) {
        this.mails = mails;
        this.clock = clock;
        this.server = SMTPServer.port(port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .softwareName("Baton mail catcher")
                .maxMessageSize(MAX_MESSAGE_BYTES)
                .maxConnections(MAX_CONNECTIONS)
                .messageHandlerFactory(context -> new Arrival())
                .build();
    }

    void open() {
        server.start();
    }

    void close() {
        server.stop();
    }

    int port() {
        return server.getPortAllocated();
    }

    /** One message; a connection may carry several, one after the other. */
    private final class Arrival implements MessageHandler {
        private final List<String> to = new ArrayList<>();
        private String from = "";

        @Override
        public void from(String sender) {
            from = sender;
        }

        @Override
        public void recipient(String recipient) {
            to.add(recipient);
        }

        @Override
        public String data(InputStream data) throws RejectException, IOException {
            Instant now = clock.instant();
            // The counter orders mails of the same millisecond; the start time in front orders those of several runs.
            String id = "%013d-%09d".formatted(now.toEpochMilli(), arrivals.incrementAndGet());
            try {
                mails.keep(reader.read(id, from, to, data, now));
                return "kept as " + id;
            } catch (MessagingException e) {
                LOG.atWarn().setCause(e).log("mail refused");
                throw new RejectException(LOCAL_ERROR, "not a message that can be read");
            }
        }

        @Override
        public void done() {
            // Everything of a message is local to it.
        }
    }
}
